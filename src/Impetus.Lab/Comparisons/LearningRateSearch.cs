using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>Chooses the learning rate of one optimizer on a grid.</summary>
internal static class LearningRateSearch
{
    private static readonly double[] Factors = [1.0 / 3, 1, 3];

    /// <summary>Runs per optimizer.</summary>
    public static int Candidates => Factors.Length;

    /// <summary>Tries every rate of the grid.</summary>
    /// <param name="optimizer">The optimizer as spelled.</param>
    /// <param name="center">The rate in the middle of the grid.</param>
    /// <param name="metric">What the task is judged by.</param>
    /// <param name="train">Trains with a rate for the tuning budget.</param>
    /// <param name="tried">Is told what there is after every rate.</param>
    /// <param name="cancellation">Ends the search early; the rates not tried are left out.</param>
    public static TuningRow Run(
        string optimizer, double center, Metric metric, Func<double, TuningCandidate> train, Action<TuningRow> tried, CancellationToken cancellation)
    {
        List<TuningCandidate> candidates = [];
        foreach (double factor in Factors.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            candidates.Add(train(center * factor));
            tried(Row());
        }

        return Row();

        TuningRow Row() => new() { Optimizer = optimizer, Candidates = [.. candidates], Chosen = Choose(candidates, center, metric) };
    }

    /// <summary>The best validation result; the smaller rate among equals, and the smallest if none finished.</summary>
    private static double Choose(IReadOnlyList<TuningCandidate> candidates, double center, Metric metric)
    {
        TuningCandidate? best = candidates
            .Where(candidate => candidate.ValidationMetric is not null)
            .MaxBy(candidate => metric.Score(candidate.ValidationMetric!.Value));
        return best?.LearningRate
            ?? candidates.FirstOrDefault(candidate => candidate.Status == RunStatus.Diverged)?.LearningRate
            ?? center;
    }
}
