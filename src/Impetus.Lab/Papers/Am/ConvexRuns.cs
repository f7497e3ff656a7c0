using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>All runs on one data set.</summary>
/// <param name="Instance">The problem.</param>
/// <param name="Runs">By method, and by learning rate in units of 1/L; Adam's is what it is.</param>
/// <param name="Fixed">By learning rate in units of 1/L, a run for every β of a grid.</param>
internal sealed record ConvexRuns(ConvexInstance Instance, IReadOnlyDictionary<(string Method, double Rate), ConvexDescent> Runs, IReadOnlyDictionary<double, ConvexDescent[]> Fixed)
{
    public const string Customary = "β = 0.9", Adam = "Adam, rate 0.001", BestFixed = "best fixed β";

    private const double AdamRate = 0.001;

    /// <summary>The methods that are run at every rate: β = 0.9, and AM-MGD in all of its forms.</summary>
    public static IReadOnlyList<string> Methods { get; } = [Customary, .. AdaptiveForm.Readings.Select(form => form.Name)];

    /// <summary>Runs everything, spread over all cores.</summary>
    public static ConvexRuns[] Run(ExperimentSettings settings, ConvexInstance[] instances, double[] rates, double[] tunedRates, double[] coefficients, int steps)
    {
        (string Method, double Rate, double? Beta)[] plan =
        [
            (Adam, 0, null),
            .. from rate in rates from method in Methods select (method, rate, (double?)null),
            .. from rate in tunedRates from beta in coefficients select (BestFixed, rate, (double?)beta),
        ];
        ConvexDescent[][] descents = settings.Map(instances, plan.Length, (instance, index) => Run(instance, plan[index], steps));
        return
        [
            .. instances.Zip(descents, (instance, own) => new ConvexRuns(
                instance,
                plan.Zip(own).Where(pair => pair.First.Beta is null).ToDictionary(pair => (pair.First.Method, pair.First.Rate), pair => pair.Second),
                plan.Zip(own).Where(pair => pair.First.Beta is not null).GroupBy(pair => pair.First.Rate).ToDictionary(
                    group => group.Key, group => group.Select(pair => pair.Second with { FixedBeta = pair.First.Beta }).ToArray()))),
        ];
    }

    /// <summary>A run as it was after some of its steps; of the fixed β, the one that had come lowest.</summary>
    public ConvexDescent After(int steps, string method, double rate) => method switch
    {
        BestFixed => Fixed[rate].Select(run => run.After(steps)).MinBy(run => run.Score)!,
        Adam => Runs[(Adam, 0)].After(steps),
        _ => Runs[(method, rate)].After(steps),
    };

    /// <summary>A claim that one method is below another after some number of steps at some rate.</summary>
    public Claim Below(string method, string other, double rate, int steps)
    {
        ConvexDescent own = After(steps, method, rate), theirs = After(steps, other, rate);
        return Decision.Exact(Instance.Name, own.Score < theirs.Score, string.Create(
            CultureInfo.InvariantCulture,
            $"{own.Outcome} against {theirs.Outcome}{(theirs.FixedBeta is { } beta ? $" (β = {beta:0.##})" : "")}"));
    }

    /// <summary>The largest of the rates at which a method still closes 99 % of the gap; 0 for none.</summary>
    public double LargestRate(string method) => Runs.Where(run => run.Key.Method == method && run.Value.RelativeGap < 0.01).Select(run => run.Key.Rate).DefaultIfEmpty().Max();

    public IEnumerable<Dictionary<string, object?>> Rows(int steps) => Runs.Select(run => (run.Key.Method, run.Key.Rate, Run: run.Value))
        .Concat(Fixed.Keys.Select(rate => (Method: BestFixed, Rate: rate, Run: After(steps, BestFixed, rate))))
        .OrderBy(entry => entry.Rate).Select(entry => new Dictionary<string, object?>
        {
            ["optimizer"] = entry.Method switch { Adam => "adam", Customary or BestFixed => "mgd", _ => "am-mgd" },
            ["dataSet"] = Instance.Name,
            ["variant"] = entry.Method,
            ["learningRateTimesL"] = entry.Method == Adam ? AdamRate * Instance.Smoothness : entry.Rate,
            ["beta"] = entry.Run.Coefficients.Length > 0 ? entry.Run.Coefficients.Average() : entry.Run.FixedBeta ?? 0.9,
            ["gap"] = entry.Run.LastGap,
            ["relativeGap"] = entry.Run.RelativeGap,
            ["stepsUphill"] = entry.Run.Rises,
            ["minimum"] = Instance.Minimum.Value,
            ["gradientNormAtMinimum"] = Instance.Minimum.GradientNorm,
            ["smoothness"] = Instance.Smoothness,
        });

    private static ConvexDescent Run(ConvexInstance instance, (string Method, double Rate, double? Beta) planned, int steps)
    {
        string rate = (planned.Rate / instance.Smoothness).ToString("R", CultureInfo.InvariantCulture);
        return planned.Method switch
        {
            Adam => ConvexDescent.Run(instance, string.Create(CultureInfo.InvariantCulture, $"adam:lr={AdamRate}"), steps),
            Customary or BestFixed => ConvexDescent.Run(instance, string.Create(CultureInfo.InvariantCulture, $"mgd:lr={rate},momentum={planned.Beta ?? 0.9}"), steps),
            _ => Adaptive(AdaptiveForm.Readings.Single(form => form.Name == planned.Method).Choice),
        };

        ConvexDescent Adaptive(AdaptiveForm form) => ConvexDescent.Run(instance, $"am-mgd:lr={rate}{form.Options}", steps, form.IsToldLoss);
    }
}
