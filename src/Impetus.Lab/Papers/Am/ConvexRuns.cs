using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>All runs on one data set.</summary>
/// <param name="Instance">The problem.</param>
/// <param name="Runs">By method, and by learning rate in units of 1/L.</param>
internal sealed record ConvexRuns(ConvexInstance Instance, IReadOnlyDictionary<(string Method, double Rate), ConvexDescent> Runs)
{
    public const string Customary = "β = 0.9", Adaptive = "AM-MGD", ToldLoss = "AM-MGD, told the loss", Unbounded = "AM-MGD, β_max = 1", BestFixed = "best fixed β";

    /// <summary>The methods that are run at every rate.</summary>
    public static IReadOnlyList<string> Methods { get; } = [Customary, Adaptive, ToldLoss, Unbounded];

    /// <summary>Runs everything, spread over all cores.</summary>
    public static ConvexRuns[] Run(ExperimentSettings settings, ConvexInstance[] instances, double[] rates, double[] tunedRates, double[] coefficients, int steps)
    {
        (string Method, double Rate, double? Beta)[] plan =
        [
            .. from rate in rates from method in Methods select (method, rate, (double?)null),
            .. from rate in tunedRates from beta in coefficients select (BestFixed, rate, (double?)beta),
        ];
        ConvexDescent[][] descents = settings.Map(instances, plan.Length, (instance, index) => Run(instance, plan[index], steps));
        return [.. instances.Zip(descents, (instance, own) => new ConvexRuns(instance, plan.Zip(own)
            .GroupBy(pair => (pair.First.Method, pair.First.Rate))
            .ToDictionary(group => group.Key, group => group.MinBy(pair => pair.Second.Score).Second with { FixedBeta = group.MinBy(pair => pair.Second.Score).First.Beta })))];
    }

    /// <summary>A claim that one method ends below another at some rate.</summary>
    public Claim Below(string method, string other, double rate)
    {
        ConvexDescent own = Runs[(method, rate)], theirs = Runs[(other, rate)];
        return Decision.Exact(Instance.Name, own.Score < theirs.Score, string.Create(
            CultureInfo.InvariantCulture,
            $"{own.Outcome} against {theirs.Outcome}{(theirs.FixedBeta is { } beta ? $" (β = {beta:0.##})" : "")}"));
    }

    /// <summary>The largest of the rates at which a method still closes 99 % of the gap; 0 for none.</summary>
    public double LargestRate(string method) => Runs.Where(run => run.Key.Method == method && run.Value.RelativeGap < 0.01).Select(run => run.Key.Rate).DefaultIfEmpty().Max();

    public IEnumerable<Dictionary<string, object?>> Rows() => Runs.OrderBy(run => run.Key.Rate).Select(run => new Dictionary<string, object?>
    {
        ["optimizer"] = run.Key.Method is Customary or BestFixed ? "mgd" : "am-mgd",
        ["dataSet"] = Instance.Name,
        ["variant"] = run.Key.Method,
        ["learningRateTimesL"] = run.Key.Rate,
        ["beta"] = run.Value.Coefficients.Length > 0 ? run.Value.Coefficients.Average() : run.Value.FixedBeta ?? 0.9,
        ["gap"] = run.Value.LastGap,
        ["relativeGap"] = run.Value.RelativeGap,
        ["stepsUphill"] = run.Value.Rises,
        ["minimum"] = Instance.Minimum.Value,
        ["gradientNormAtMinimum"] = Instance.Minimum.GradientNorm,
        ["smoothness"] = Instance.Smoothness,
    });

    private static ConvexDescent Run(ConvexInstance instance, (string Method, double Rate, double? Beta) planned, int steps)
    {
        string rate = (planned.Rate / instance.Smoothness).ToString("R", CultureInfo.InvariantCulture);
        return planned.Method switch
        {
            ToldLoss => ConvexDescent.Run(instance, $"am-mgd:lr={rate}", steps, givesLoss: true),
            Adaptive => ConvexDescent.Run(instance, $"am-mgd:lr={rate}", steps),
            Unbounded => ConvexDescent.Run(instance, $"am-mgd:lr={rate},beta-max=1", steps),
            _ => ConvexDescent.Run(instance, string.Create(CultureInfo.InvariantCulture, $"mgd:lr={rate},momentum={planned.Beta ?? 0.9}"), steps),
        };
    }
}
