using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>Section 3.5, Theorems 3.3 and 3.4: how the error falls with the number of steps, if rate and β_max fall with its root.</summary>
internal sealed class ConvergenceRate : IExperiment
{
    private const string Convex = "Theorem 3.3: on a convex loss the gap of the averaged iterate falls at least like 1/√T (slope of log gap over log T at most −0.4)";
    private const string Tight = "Ours: on that loss the rate is 1/√T and no faster (slope −½ within 0.1)";
    private const string NonConvex = "Theorem 3.4: on a smooth loss that is not convex the mean of ‖∇f‖² falls at least like 1/√T (slope at most −0.4)";
    private const int Dimension = 10;
    private const double ConvexDistance = 3, Distance = 1;
    private const double Slope = -0.5, Margin = 0.1;

    private static readonly Reading<Func<int, string>>[] Forms =
    [
        new("β_max = 1/√T, λ = 0", "Theorems 3.3 and 3.4, and the simplified method of Appendix C", steps => Options(1 / Math.Sqrt(steps), proximity: 0)),
        new("β_max = 1/√T, λ = 0.1", "the bound of the theorems, with the λ of Algorithm 1", steps => Options(1 / Math.Sqrt(steps), proximity: 0.1)),
        new("β_max = 0.9, λ = 0.1", "the constants of Section 4, which the theorems do not cover", _ => Options(0.9, proximity: 0.1)),
    ];

    public string Id => "am/theorem3";

    public Publication Paper => Publications.AdaptiveMemory;

    public string Title => "Convergence of AM-MGD with bounded stochastic gradients, by the number of steps";

    public IReadOnlyList<string> Claims => [Convex, Tight, NonConvex];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(3, 20, 100);
        int[] horizons = settings.Choose<int[]>([100, 300], [100, 316, 1_000, 3_162, 10_000, 31_623], [100, 316, 1_000, 3_162, 10_000, 31_623, 100_000, 316_228]);
        Reading<Errors>[] played = [.. Forms.Select(form => new Reading<Errors>(form.Name, form.Source, new(
            settings.Map(horizons, seeds, (steps, seed) => ErrorOf(form.Choice(steps), isConvex: true, steps, settings.Seed, seed)),
            settings.Map(horizons, seeds, (steps, seed) => ErrorOf(form.Choice(steps), isConvex: false, steps, settings.Seed, seed)))))];
        return new()
        {
            Seeds = seeds,
            Rows = [.. played.SelectMany(reading => horizons.Select((steps, index) => Row(reading, steps, index)))],
            Claims =
            [
                Readings.Decide(played, errors => AtLeast(Convex, Slopes(horizons, errors.Gaps))),
                Readings.Decide(played, errors => Decision.Similar(Tight, Slopes(horizons, errors.Gaps), [.. errors.Gaps[0].Select(_ => Slope)], Margin, "seeds")),
                Readings.Decide(played, errors => AtLeast(NonConvex, Slopes(horizons, errors.Gradients))),
            ],
            Figures =
            [
                new("Error by the number of steps",
                [
                    Panel("convex: f(mean of x) − f*", errors => errors.Gaps),
                    Panel("not convex: mean of ‖∇f‖²", errors => errors.Gradients),
                ])
                {
                    Columns = 2,
                    Caption = "Means over seeds, each point from runs of its own with the rate and bound of that length.",
                },
            ],
            Notes =
            [
                $"A finite sum in {Dimension} coordinates: the distance to one of three targets, or u²/(1 + u²) of it, drawn anew in every coordinate and step. The gradients are bounded, and the minimum is known. Starts are {ConvexDistance} and {Distance} away from it in every coordinate, give or take ¼; η = 1/√T.",
                "The theorems are upper bounds: a faster rate does not speak against them. That the distance, whose slope does not fade near the minimum, is no faster shows that the bound is tight.",
                "A slope is fitted to the logarithms of the errors of one seed over all lengths; tests are over seeds.",
            ],
        };

        FigurePanel Panel(string title, Func<Errors, double[][]> of) => new(new("Steps T", IsLogarithmic: true), new("Error", IsLogarithmic: true))
        {
            Title = title,
            Curves = [.. played.Select(reading => new FigureCurve(reading.Name, [.. horizons.Select(steps => (double)steps)], [.. of(reading.Choice).Select(values => values.Average())]))],
        };
    }

    private static string Options(double bound, double proximity) => string.Create(CultureInfo.InvariantCulture, $"beta-max={bound:R},lambda={proximity}");

    private static Claim AtLeast(string text, double[] slopes) => Decision.Smaller(text, slopes, [.. slopes.Select(_ => Slope + Margin)], "seeds");

    private static double ErrorOf(string options, bool isConvex, int steps, ulong seed, int run)
    {
        RandomTargets problem = new(Dimension, isConvex);
        ulong noiseSeed = (seed << 32) + (ulong)run;
        DeterministicRandom random = DeterministicRandom.For(noiseSeed, 1);
        double[] start = [.. random.NextPoint(Dimension, Starts(isConvex))], mean = new double[Dimension], gradient = new double[Dimension];
        double squares = 0;
        new ProblemRun(problem, OptimizerSpecification.Parse(string.Create(CultureInfo.InvariantCulture, $"am-mgd:lr={1 / Math.Sqrt(steps):R},{options}")), start, steps)
        {
            NoiseSeed = noiseSeed,
            Observe = (step, point, _) =>
            {
                if (step == steps)
                {
                    return;
                }

                problem.Gradient(point, gradient);
                for (int i = 0; i < Dimension; i++)
                {
                    mean[i] += point[i] / steps;
                    squares += gradient[i] * gradient[i] / steps;
                }
            },
        }.Train();
        return isConvex ? problem.Value(mean) - problem.MinimumValue : squares;
    }

    private static Interval Starts(bool isConvex)
    {
        double distance = isConvex ? ConvexDistance : Distance;
        return new(distance - 0.25, distance + 0.25);
    }

    /// <summary>The slope of the least-squares line through the logarithms, seed by seed.</summary>
    private static double[] Slopes(int[] horizons, double[][] errors)
    {
        double[] x = [.. horizons.Select(steps => Math.Log(steps))];
        double middle = x.Average(), spread = x.Sum(value => (value - middle) * (value - middle));
        return [.. errors[0].Select((_, seed) => x.Select((value, index) => (value - middle) * Math.Log(errors[index][seed])).Sum() / spread)];
    }

    private static Dictionary<string, object?> Row(Reading<Errors> reading, int steps, int index) => new()
    {
        ["optimizer"] = "am-mgd",
        ["reading"] = reading.Name,
        ["steps"] = steps,
        ["gap"] = reading.Choice.Gaps[index].Average(),
        ["gapStandardError"] = SampleMean.Of(reading.Choice.Gaps[index]).StandardError,
        ["squaredGradient"] = reading.Choice.Gradients[index].Average(),
        ["squaredGradientStandardError"] = SampleMean.Of(reading.Choice.Gradients[index]).StandardError,
    };

    /// <summary>For each number of steps, one value a seed.</summary>
    private sealed record Errors(double[][] Gaps, double[][] Gradients);
}
