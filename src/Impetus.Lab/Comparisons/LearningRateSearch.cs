using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>Chooses the learning rate of one optimizer on a grid.</summary>
internal static class LearningRateSearch
{
    private static readonly double[] Factors = [1.0 / 3, 1, 3];

    /// <summary>The rates of the grid around a rate, rising.</summary>
    public static IEnumerable<double> Rates(double center) => Factors.Select(factor => center * factor);

    /// <summary>What is chosen after some rates were tried.</summary>
    /// <param name="optimizer">The optimizer as spelled, with the rate in the middle of the grid.</param>
    /// <param name="metric">What the task is judged by.</param>
    /// <param name="candidates">The rates that were tried, rising.</param>
    public static TuningRow Choose(PlannedOptimizer optimizer, Metric metric, IReadOnlyList<TuningCandidate> candidates) => new()
    {
        Optimizer = optimizer.Text,
        Candidates = candidates,
        Chosen = Best(candidates, metric) ?? optimizer.LearningRate,
    };

    /// <summary>The best validation result; the smaller rate among equals, and the smallest if none finished.</summary>
    private static double? Best(IReadOnlyList<TuningCandidate> candidates, Metric metric)
    {
        TuningCandidate? best = candidates
            .Where(candidate => candidate.ValidationMetric is not null)
            .MaxBy(candidate => metric.Score(candidate.ValidationMetric!.Value));
        return best?.LearningRate
            ?? candidates.FirstOrDefault(candidate => candidate.Status == RunStatus.Diverged)?.LearningRate;
    }
}
