using Impetus.Lab.Data;
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
        Recorder recorder = new(rate, start, steps);
        new ProblemRun(recorder.Problem, OptimizerSpecification.Parse($"{specification},lr={rate}"), [start], steps)
        {
            NoiseSeed = seed,
            Observe = (step, point, optimizer) => recorder.See(step, point[0], optimizer.Parameters[0].Gradients<double>()[0]),
        }.Train();
        return recorder.Result();
    }

    /// <summary>Runs an optimizer of the authors' script, with the same noise.</summary>
    public static RareLargeGradientsRun OfScript(string optimizer, double rate, double start, int steps, ulong seed)
    {
        Recorder recorder = new(rate, start, steps);
        Func<double, double> denominator = AuthorsDenominators.Of(optimizer);
        DeterministicRandom noise = DeterministicRandom.For(seed, 0);
        double[] point = [start], gradient = [0];
        recorder.See(0, start, 0);
        for (int step = 1; step <= steps; step++)
        {
            recorder.Problem.SampleGradient(point, gradient, ref noise);
            point[0] -= rate * gradient[0] / denominator(gradient[0]);
            recorder.See(step, point[0], gradient[0]);
        }

        return recorder.Result();
    }

    private sealed class Recorder(double rate, double start, int steps)
    {
        private readonly int[] _checkpoints = Checkpoints(steps);
        private readonly List<double> _objective = [], _termA = [], _termB = [], _sizes = [];
        private double _before = start, _inverseBefore = double.NaN, _a, _b, _s;
        private int _arrival;

        public RareLargeGradients Problem { get; } = new();

        /// <summary>Takes note of where a step has led, and by what gradient.</summary>
        public void See(int step, double point, double gradient)
        {
            if (step > 0 && Math.Abs(gradient) > Smallest)
            {
                double inverse = (_before - point) / (rate * gradient);
                _a += gradient * gradient * inverse * inverse;
                _b += double.IsNaN(_inverseBefore) ? 0 : Math.Abs(inverse - _inverseBefore);
                _s += inverse;
                _inverseBefore = inverse;
            }

            _arrival = Math.Abs(point) < Near ? _arrival : Math.Min(step + 1, steps);
            _before = point;
            if (Array.BinarySearch(_checkpoints, step) >= 0)
            {
                _objective.Add(Problem.Value([point]));
                _termA.Add(_a);
                _termB.Add(_b);
                _sizes.Add(_s);
            }
        }

        public RareLargeGradientsRun Result() => new([.. _objective], [.. _termA], [.. _termB], [.. _sizes], _arrival, _before);
    }
}
