using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>
/// One run on the counterexample, with the terms of Theorem 3.1 of Chen et al. (2019), the constant learning rate left out:
/// A = Σ (g/P)², B = Σ |1/Pₜ − 1/Pₜ₋₁|, s₂ = Σ 1/P, P the denominator of the step.
/// </summary>
/// <param name="Objective">The objective at the <see cref="Checkpoints"/>.</param>
/// <param name="TermA">Term A there.</param>
/// <param name="TermB">Term B there.</param>
/// <param name="StepSizes">s₂ there.</param>
/// <param name="Arrival">After how many steps θ was near the minimum for good; all steps, if never.</param>
/// <param name="End">The last θ.</param>
internal sealed record RareLargeGradientsRun(double[] Objective, double[] TermA, double[] TermB, double[] StepSizes, int Arrival, double End)
{
    /// <summary>How near the minimum a run has to end, by the paper's text.</summary>
    public const double Near = 0.1;

    // Long after it has arrived, θ is so small that a quotient of two steps has no digits left.
    private const double Smallest = 1e-250;
    private const double Arrived = 1e-12;

    /// <summary>The decimal exponent of the objective, on average over the <see cref="Checkpoints"/>; below 10⁻¹² all are the same.</summary>
    public double MeanExponent => Objective.Average(value => Math.Log10(Math.Max(value, Arrived)));

    public bool EndsNear => Math.Abs(End) < Near;

    /// <summary>The steps at which a run is looked at: about ten from one power of ten to the next.</summary>
    public static int[] Checkpoints(int steps)
        => [.. Enumerable.Range(0, 200).Select(k => (int)Math.Round(Math.Pow(10, k / 10.0))).TakeWhile(step => 1.1 * step < steps).Append(steps).Distinct()];

    /// <summary>Runs an optimizer without momentum, so that a step is −η g/P and P can be read from it.</summary>
    public static RareLargeGradientsRun Of(string specification, double rate, double start, int steps, ulong seed)
    {
        int[] checkpoints = Checkpoints(steps);
        List<double> objective = [], termA = [], termB = [], sizes = [];
        double before = start, inverseBefore = double.NaN, a = 0, b = 0, s = 0;
        int arrival = 0;
        RareLargeGradients problem = new();
        double[] end = new ProblemRun(problem, OptimizerSpecification.Parse($"{specification},lr={rate}"), [start], steps)
        {
            NoiseSeed = seed,
            Observe = (step, point, optimizer) =>
            {
                double gradient = optimizer.Parameters[0].Gradients<double>()[0], moved = before - point[0];
                if (step > 0 && Math.Abs(gradient) > Smallest)
                {
                    double inverse = moved / (rate * gradient);
                    a += gradient * gradient * inverse * inverse;
                    b += double.IsNaN(inverseBefore) ? 0 : Math.Abs(inverse - inverseBefore);
                    s += inverse;
                    inverseBefore = inverse;
                }

                arrival = Math.Abs(point[0]) < Near ? arrival : Math.Min(step + 1, steps);
                before = point[0];
                if (Array.BinarySearch(checkpoints, step) >= 0)
                {
                    objective.Add(problem.Value(point));
                    termA.Add(a);
                    termB.Add(b);
                    sizes.Add(s);
                }
            },
        }.Train();
        return new([.. objective], [.. termA], [.. termB], [.. sizes], arrival, end[0]);
    }
}
