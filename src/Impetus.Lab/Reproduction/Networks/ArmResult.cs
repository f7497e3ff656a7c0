using Impetus.Lab.Runs;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>What an arm came to.</summary>
/// <param name="Arm">The line.</param>
/// <param name="Chosen">Its specification, as tuning or the paper chose it.</param>
/// <param name="LearningRate">The rate in it.</param>
/// <param name="Runs">The final runs, by seed.</param>
/// <param name="Tried">What tuning tried; empty where nothing was to be chosen.</param>
internal sealed record ArmResult(Arm Arm, string Chosen, double LearningRate, IReadOnlyList<NetworkRun> Runs, IReadOnlyList<TriedCandidate> Tried)
{
    /// <summary>Runs that diverged.</summary>
    public int Diverged => Runs.Count(run => run.Status == RunStatus.Diverged);

    /// <summary>Whether the chosen rate is the smallest or the largest of those that were tried, so that a better one may lie beyond.</summary>
    public bool IsAtEdge => Tried.Select(tried => tried.LearningRate).Distinct().Count() > 1
        && (Tried.All(tried => tried.LearningRate >= LearningRate) || Tried.All(tried => tried.LearningRate <= LearningRate));

    /// <summary>The runs' values of a quantity, by seed.</summary>
    public double[] Values(Quantity quantity) => [.. Runs.Select(quantity.Of)];
}

/// <summary>A setting that tuning tried.</summary>
/// <param name="Specification">The optimizer with its rate.</param>
/// <param name="LearningRate">The rate.</param>
/// <param name="Value">The mean over tuning's seeds of what it is judged by; NaN if a run diverged.</param>
internal sealed record TriedCandidate(string Specification, double LearningRate, double Value);
