using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>In how many rounds tuning chooses, with what budget each, and what gets into the next.</summary>
internal static class TuningRounds
{
    /// <summary>The steps of a run in each round.</summary>
    /// <param name="plan">How to tune.</param>
    /// <param name="steps">Steps of a run in the last round, from 1.</param>
    public static IReadOnlyList<long> Steps(ComparisonPlan plan, long steps)
    {
        int rounds = plan.Tuning == LearningRateTuning.Halving ? Math.Max(1, (int)Math.Ceiling(Math.Log2(plan.Draws))) : 1;
        return [.. Enumerable.Range(1, rounds).Select(round => Math.Max(1, steps >> (rounds - round)))];
    }

    /// <summary>How many of so many points are in a round, counted from 0.</summary>
    public static int Count(int points, int round) => (int)Math.Ceiling(points / Math.Pow(2, round));

    /// <summary>The better half after a round, in the order of the points.</summary>
    /// <param name="round">What was tried in the round; a run that diverged counts as the worst.</param>
    /// <param name="metric">What the task is judged by.</param>
    public static IReadOnlyList<TuningPoint> Survivors(IReadOnlyList<(TuningPoint Point, TuningCandidate Candidate)> round, Metric metric) =>
    [
        .. round.OrderByDescending(tried => tried.Candidate.ValidationMetric is { } value ? metric.Score(value) : double.NegativeInfinity)
            .Take(Count(round.Count, 1)).Select(static tried => tried.Point).OrderBy(static point => point.Number),
    ];
}
