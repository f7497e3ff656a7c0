using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>
/// Section 4.2: MAdam against Adam with several β on the noisy quadratic model, each at the best of several learning rates.
/// All methods start from the same θ ~ N(0, I) and meet the same noise, repeat by repeat.
/// </summary>
/// <remarks>
/// The rate is chosen by the mean over one set of repeats, as in the paper: of all rates over as many as the paper has, and of the five
/// lowest over all repeats. Claims are tested on a second set, with fresh starts and noise, so that the luck of the choice does not count.
/// </remarks>
internal sealed record NoisyQuadraticSearch(ExperimentSettings Settings, double Noise, params double[] Curvature)
{
    private const ulong FirstFreshRepeat = 1_000_000;

    /// <summary>MAdam's averages, which the text and the script have otherwise. The choice is whether they are the script's.</summary>
    public static IReadOnlyList<Reading<bool>> Averages { get; } =
    [
        new("averages of their own for Eq. 8", "Algorithm 1", false),
        new("the momentum as the average in Eq. 8", "the authors' script nqm.py", true),
    ];

    /// <summary>α, the momentum of all methods; that of the authors' script.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The steps of a run; those of the authors' script.</summary>
    public int Steps { get; init; } = StepsOf(Settings);

    /// <summary>MAdam with averages of its own and with shared ones, and Adam with every β of the paper.</summary>
    public static IReadOnlyList<Method> AllMethods { get; } =
    [
        new("madam", "MAdam", "madam:beta2-min=0.5,beta2-max=0.99"),
        new("madam", "MAdam, shared averages", "madam:beta2-min=0.5,beta2-max=0.99") { SharesAverages = true },
        .. new[] { "0.5", "0.6", "0.7", "0.8", "0.9", "0.99" }.Select(beta => new Method("adam", $"Adam, β = {beta}", $"adam:beta2={beta}")),
    ];

    /// <summary>What is compared.</summary>
    public IReadOnlyList<Method> Methods { get; init; } = AllMethods;

    /// <summary>The learning rates; those of the authors' script.</summary>
    public IReadOnlyList<double> Rates { get; init; } = Settings.Choose<double[]>([2e-3, 5e-3, 0.01], ScriptRates, ScriptRates);

    /// <summary>The repeats that choose the learning rate; the paper has 100.</summary>
    public int Repeats { get; init; } = Settings.Choose(8, 1_000, 4_000);

    // The paper's number of repeats, and how many rates have a chance after them.
    private const int Screening = 100, Finalists = 5;

    private static double[] ScriptRates => [1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 6e-3, 7e-3, 8e-3, 9e-3, 1e-2, 2e-2, 3e-2, 4e-2, 5e-2, 6e-2, 7e-2, 8e-2, 9e-2, 0.1, 0.2];

    /// <summary>The repeats that decide claims; more, because losses vary a lot.</summary>
    public static int FreshRepeats(ExperimentSettings settings) => settings.Choose(16, 1_000, 4_000);

    /// <summary>What is minimised.</summary>
    public NoisyQuadratic Problem => new(Noise, Curvature);

    public IReadOnlyList<RatesOfMethod> Run()
    {
        (Method Method, double Rate)[] grid = [.. Methods.SelectMany(method => Rates.Select(rate => (method, rate)))];
        int screening = Math.Min(Screening, Repeats);
        double[][] screened = Settings.Map(grid, screening, (cell, repeat) => Loss(cell.Method, cell.Rate, (ulong)repeat));
        (Method Method, double Rate, double[][] Losses)[] chosen =
        [
            .. Methods.Select((method, index) =>
            {
                double[][] own = screened[(index * Rates.Count)..((index + 1) * Rates.Count)];
                int[] finalists = [.. Enumerable.Range(0, own.Length).OrderBy(rate => own[rate].Average()).Take(Finalists)];
                double[][] further = Settings.Map(finalists, Repeats - screening, (rate, repeat) => Loss(method, Rates[rate], (ulong)(screening + repeat)));
                foreach ((int rate, double[] more) in finalists.Zip(further))
                {
                    own[rate] = [.. own[rate], .. more];
                }

                return (method, Rates[finalists.MinBy(rate => own[rate].Average())], own);
            }),
        ];
        double[][] fresh = Settings.Map(chosen, FreshRepeats(Settings), (best, repeat) => Loss(best.Method, best.Rate, FirstFreshRepeat + (ulong)repeat));
        return [.. chosen.Select((best, index) => new RatesOfMethod(best.Method, Rates, best.Losses, best.Rate, fresh[index]))];
    }

    /// <summary>The losses of the second set of repeats with a given rate.</summary>
    public double[] FreshLosses(Method method, double rate) => Settings.Map(FreshRepeats(Settings), repeat => Loss(method, rate, FirstFreshRepeat + (ulong)repeat));

    /// <summary>A run of the first set of repeats, step by step.</summary>
    public IReadOnlyList<double[]> Path(Method method, double rate, ulong repeat)
    {
        List<double[]> points = [];
        (RunOf(method, rate, repeat) with { Observe = (_, point, _) => points.Add(point.ToArray()) }).Train();
        return points;
    }

    /// <summary>The loss after the last step, less the part that no parameters can avoid.</summary>
    private double Loss(Method method, double rate, ulong repeat)
    {
        ProblemRun run = RunOf(method, rate, repeat);
        double[] end = method.SharesAverages ? AuthorsVariation.Train(Problem, [.. run.Start], rate, Momentum, Steps, run.NoiseSeed) : run.Train();
        return run.Problem.Value(end) - Problem.MinimumValue;
    }

    private ProblemRun RunOf(Method method, double rate, ulong repeat)
    {
        ulong seed = (Settings.Seed << 32) + repeat;
        DeterministicRandom random = DeterministicRandom.For(seed, 1);
        OptimizerSpecification optimizer = OptimizerSpecification.Parse($"{method.Specification},beta1={Momentum},lr={rate}");
        return new(Problem, optimizer, random.NextNormalPoint(Problem.Dimension), Steps) { NoiseSeed = seed };
    }

    private static int StepsOf(ExperimentSettings settings) => settings.Choose(300, 1_000, 1_000);
}

/// <summary>A method that is compared.</summary>
/// <param name="Optimizer">The optimizer's name.</param>
/// <param name="Name">What the paper calls it.</param>
/// <param name="Specification">The optimizer, without learning rate and momentum.</param>
internal sealed record Method(string Optimizer, string Name, string Specification)
{
    /// <summary>Whether MAdam is the authors' script instead of the optimizer.</summary>
    public bool SharesAverages { get; init; }
}

/// <summary>What a method reached.</summary>
/// <param name="Method">The method.</param>
/// <param name="Rates">The learning rates.</param>
/// <param name="Losses">For each rate, the loss of every repeat that it was given.</param>
/// <param name="BestRate">The rate with the smallest mean.</param>
/// <param name="Fresh">The losses of the second set of repeats, with the best rate.</param>
internal sealed record RatesOfMethod(Method Method, IReadOnlyList<double> Rates, double[][] Losses, double BestRate, double[] Fresh)
{
    public SampleMean Best => SampleMean.Of(Losses[Rates.ToList().IndexOf(BestRate)]);

    /// <summary>The mean losses by learning rate.</summary>
    public FigureCurve Curve(string name)
    {
        SampleMean[] means = [.. Losses.Select(losses => SampleMean.Of(losses))];
        return new(name, Rates, [.. means.Select(mean => mean.Mean)]) { Errors = [.. means.Select(mean => mean.StandardError)] };
    }
}
