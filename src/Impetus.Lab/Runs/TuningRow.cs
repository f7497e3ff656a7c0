namespace Impetus.Lab.Runs;

/// <summary>How the learning rate of one optimizer was chosen.</summary>
public sealed record TuningRow
{
    /// <summary>The optimizer as the user spelled it.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The rates that were tried, in ascending order.</summary>
    public required IReadOnlyList<TuningCandidate> Candidates { get; init; }

    /// <summary>The rate with the best validation result; the smallest if no candidate finished.</summary>
    public required double Chosen { get; init; }
}

/// <summary>One learning rate that was tried.</summary>
/// <param name="LearningRate">The peak rate of the schedule.</param>
/// <param name="ValidationMetric">The task's metric on the whole validation set after the tuning budget; null unless the run finished.</param>
/// <param name="Status">How the run ended.</param>
public sealed record TuningCandidate(double LearningRate, double? ValidationMetric, RunStatus Status);
