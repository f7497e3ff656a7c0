using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>Chooses the learning rate of one optimizer on a grid, and other options where more was tried.</summary>
internal static class LearningRateSearch
{
    private static readonly double[] Factors = [1.0 / 3, 1, 3];

    /// <summary>The rates of the grid around a rate, rising.</summary>
    public static IEnumerable<double> Rates(double center) => Factors.Select(factor => center * factor);

    /// <summary>What is chosen after some rates were tried.</summary>
    /// <param name="optimizer">The optimizer as spelled, with the rate in the middle.</param>
    /// <param name="metric">What the task is judged by.</param>
    /// <param name="candidates">What was tried, in the order of the optimizer's points.</param>
    public static TuningRow Choose(PlannedOptimizer optimizer, Metric metric, IReadOnlyList<TuningCandidate> candidates)
    {
        // Those with the whole budget, where halving gave others a part of it.
        TuningCandidate? best = Best([.. candidates.Where(static candidate => candidate.Steps is null)], metric) ?? Best(candidates, metric);
        return new()
        {
            Optimizer = optimizer.Text,
            Candidates = candidates,
            Chosen = best?.LearningRate ?? optimizer.LearningRate,
            ChosenOptimizer = best?.Optimizer,
        };
    }

    /// <summary>The optimizer as its seeds are trained after a choice.</summary>
    public static PlannedOptimizer Chosen(PlannedOptimizer optimizer, TuningRow choice) =>
        optimizer with { LearningRate = choice.Chosen, Trained = choice.ChosenOptimizer ?? optimizer.Text };

    /// <summary>The best validation result; the first among equals, which has the smallest rate of a grid, and the first that diverged if none finished.</summary>
    private static TuningCandidate? Best(IReadOnlyList<TuningCandidate> candidates, Metric metric)
    {
        TuningCandidate? best = candidates
            .Where(candidate => candidate.ValidationMetric is not null)
            .MaxBy(candidate => metric.Score(candidate.ValidationMetric!.Value));
        return best ?? candidates.FirstOrDefault(candidate => candidate.Status == RunStatus.Diverged);
    }
}
