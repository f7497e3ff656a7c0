using Impetus.Lab.Data;

namespace Impetus.Lab.Problems;

/// <summary>One run of an optimizer on a problem, in double precision and on one thread.</summary>
/// <param name="Problem">What to minimise; a stochastic one shows the optimizer its noisy gradients.</param>
/// <param name="Optimizer">With what.</param>
/// <param name="Start">From where; as many coordinates as the problem has.</param>
/// <param name="Steps">How many steps to take.</param>
public sealed record ProblemRun(IProblem Problem, OptimizerSpecification Optimizer, IReadOnlyList<double> Start, int Steps)
{
    /// <summary>The noise of a stochastic problem: runs with the same seed draw the same numbers, step by step.</summary>
    public ulong NoiseSeed { get; init; }

    /// <summary>By what the learning rate is multiplied in each step; null for a constant one.</summary>
    public Schedule? RateFactor { get; init; }

    /// <summary>Whether the optimizer is told the loss at every step, for rules that make use of it.</summary>
    public bool GivesLoss { get; init; }

    /// <summary>Sees the point before every step and after the last, with the number of steps taken so far.</summary>
    public PointObserver? Observe { get; init; }

    /// <summary>Takes all steps.</summary>
    /// <returns>The last point. It is not finite if the run diverged.</returns>
    public double[] Train()
    {
        double[] point = [.. Start], gradient = new double[Start.Count];
        using ParameterSet parameters = new() { { "point", point, gradient } };
        // A run that diverges is a result; it should not end all the others.
        using Optimizer optimizer = Optimizer.Create(parameters, options => (options.Threads, options.NonFinite) = (1, NonFinitePolicy.Ignore));
        DeterministicRandom noise = DeterministicRandom.For(NoiseSeed, 0);
        IStochasticProblem? stochastic = Problem as IStochasticProblem;
        double rate = optimizer.LearningRate;
        for (int step = 0; step < Steps; step++)
        {
            Observe?.Invoke(step, point, optimizer);
            if (RateFactor is not null)
            {
                optimizer.LearningRate = rate * RateFactor(step);
            }

            if (optimizer.NeedsClosure)
            {
                optimizer.Step(EvaluateGradient);
            }
            else
            {
                EvaluateGradient();
                optimizer.Step(GivesLoss ? Problem.Value(point) : double.NaN);
            }
        }

        Observe?.Invoke(Steps, point, optimizer);
        return point;

        double EvaluateGradient()
        {
            if (stochastic is null)
            {
                Problem.Gradient(point, gradient);
            }
            else
            {
                stochastic.SampleGradient(point, gradient, ref noise);
            }

            return double.NaN;
        }
    }
}

/// <summary>Looks at a run.</summary>
/// <param name="step">The steps taken so far.</param>
/// <param name="point">The point they led to.</param>
/// <param name="optimizer">The optimizer, for its telemetry.</param>
public delegate void PointObserver(int step, ReadOnlySpan<double> point, Optimizer optimizer);
