using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>The result of training every point of a grid of options: what <c>sweep.json</c> holds.</summary>
public sealed record SweepResult
{
    /// <summary>The file in the run folder that holds it.</summary>
    public const string FileName = "sweep.json";

    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The scale of the budget: <c>smoke</c>, <c>cpu</c> or <c>paper</c>.</summary>
    public required string Scale { get; init; }

    /// <summary>Runs that each point should have.</summary>
    public required int Seeds { get; init; }

    /// <summary>What every run could spend.</summary>
    public required TrainingBudget Budget { get; init; }

    /// <summary>What the points are judged by, on the validation part.</summary>
    public required Metric Metric { get; init; }

    /// <summary>One row per point, the best first, diverged ones last.</summary>
    public required IReadOnlyList<SweepRow> Rows { get; init; }

    /// <summary>The specification of the best point that finished for every seed; null if none did, and while the sweep is not finished.</summary>
    public string? Best { get; init; }

    /// <summary>Path of the run folder.</summary>
    public required string RunFolder { get; init; }

    /// <summary>The machine and the software that ran it.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>Finished, or stopped by the user.</summary>
    public required RunStatus Status { get; init; }
}
