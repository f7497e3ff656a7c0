using System.Globalization;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Regression;

namespace Impetus.Lab.Papers.Am;

/// <summary>One run of full gradients from the origin.</summary>
/// <param name="Gaps">f − f* before every step and after the last.</param>
/// <param name="Coefficients">The β of every step but the first; empty for optimizers that do not adapt it.</param>
/// <param name="Memory">How the length of the memory came about.</param>
internal sealed record ConvexDescent(double[] Gaps, double[] Coefficients, MemoryLength Memory)
{
    // Rounding hides smaller gaps.
    private const double Floor = 1e-12;

    /// <summary>The β that was chosen from a grid; null for none.</summary>
    public double? FixedBeta { get; init; }

    /// <summary>The gap after the last step; infinite for a run that diverged.</summary>
    public double LastGap => double.IsFinite(Gaps[^1]) ? Math.Max(Gaps[^1], 0) : double.PositiveInfinity;

    /// <summary>The run as it was after some of its steps.</summary>
    public ConvexDescent After(int steps) => steps + 1 >= Gaps.Length ? this : this with { Gaps = Gaps[..(steps + 1)] };

    /// <summary>The last gap over the first.</summary>
    public double RelativeGap => LastGap / Gaps[0];

    /// <summary>
    /// What runs are compared by: the relative gap after the last step or, where it fell below 10⁻¹², something smaller that grows
    /// with the number of steps this took.
    /// </summary>
    public double Score => ReachedFloor < 0 ? RelativeGap : Floor * ReachedFloor / Gaps.Length;

    /// <summary>The score in words.</summary>
    public string Outcome => ReachedFloor < 0 ? RelativeGap.ToString("G3", CultureInfo.InvariantCulture) : $"1E-12 after {ReachedFloor} steps";

    private int ReachedFloor => Array.FindIndex(Gaps, gap => gap <= Floor * Gaps[0]);

    /// <summary>The steps after which the loss was larger than before, by more than rounding.</summary>
    public int Rises => Enumerable.Range(1, Gaps.Length - 1).Count(step => !(Gaps[step] - Gaps[step - 1] <= Floor * Gaps[0]));

    /// <summary>Runs an optimizer.</summary>
    public static ConvexDescent Run(ConvexInstance instance, string specification, int steps, bool givesLoss = false)
    {
        RecordedRegression problem = new(instance.Problem);
        List<double> coefficients = [];
        OptimizerSpecification optimizer = OptimizerSpecification.Parse(specification);
        MemoryLength memory = new();
        double[] last = new ProblemRun(problem, optimizer, new double[problem.Dimension], steps)
        {
            GivesLoss = givesLoss,
            Observe = (step, point, running) =>
            {
                if (step > 1 && running.Telemetry.Names.Contains("beta"))
                {
                    coefficients.Add(running.Telemetry["beta"]);
                    memory.Observe(problem, point, running.LearningRate, coefficients[^1]);
                }
                else if (step == 1)
                {
                    memory.Start(problem, point, running.LearningRate);
                }
            },
        }.Train();
        return new([.. problem.Values.Append(problem.Value(last)).Select(value => value - instance.Minimum.Value)], [.. coefficients], memory);
    }
}

/// <summary>Keeps the value that comes with every gradient, so that no pass over the data is needed for it.</summary>
/// <param name="regression">The problem; it may be shared by several runs, this wrapper may not.</param>
internal sealed class RecordedRegression(IRegression regression) : IProblem
{
    public int Dimension => regression.Dimension;

    /// <summary>The value at every point where a gradient was asked for.</summary>
    public List<double> Values { get; } = [];

    /// <summary>The latest of these points.</summary>
    public double[] Point { get; } = new double[regression.Dimension];

    /// <summary>The gradient there.</summary>
    public double[] LatestGradient { get; } = new double[regression.Dimension];

    public double Value(ReadOnlySpan<double> point) => Values.Count > 0 && point.SequenceEqual(Point) ? Values[^1] : regression.Value(point);

    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Values.Add(regression.ValueAndGradient(point, gradient));
        point.CopyTo(Point);
        gradient.CopyTo(LatestGradient);
    }

    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian) => regression.Hessian(point, hessian);
}
