using System.ComponentModel.DataAnnotations;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Runs;

/// <summary>The result of training several optimizers on one task under the same conditions: what <c>comparison.json</c> holds.</summary>
public sealed record Comparison
{
    /// <summary>The name of the task, for instance <c>fashion-mnist-cnn</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The task in words: data, model, number of parameters at paper scale.</summary>
    public required string Description { get; init; }

    /// <summary>Parameters of the model that was trained, which below paper scale may be narrower; null in results of older versions.</summary>
    [Range(0.0, double.MaxValue)]
    public long? Parameters { get; init; }

    /// <summary>The scale of the budget: <c>smoke</c>, <c>cpu</c> or <c>paper</c>.</summary>
    public required string Scale { get; init; }

    /// <summary>How many seeds were asked for. A row may have fewer runs when the comparison was stopped.</summary>
    [Range(1.0, double.MaxValue)]
    public required int Seeds { get; init; }

    /// <summary>What every run could spend.</summary>
    public required TrainingBudget Budget { get; init; }

    /// <summary>What the task is judged by, with the target of <see cref="ComparisonRow.StepsToTarget"/>.</summary>
    public required Metric Metric { get; init; }

    /// <summary>One row per optimizer, the best first, diverged ones last.</summary>
    public required IReadOnlyList<ComparisonRow> Rows { get; init; }

    /// <summary>How the learning rates were chosen; empty without tuning.</summary>
    public required IReadOnlyList<TuningRow> Tuning { get; init; }

    /// <summary>Path of the HTML report; null until it is written.</summary>
    public string? Report { get; init; }

    /// <summary>Path of the run folder.</summary>
    public required string RunFolder { get; init; }

    /// <summary>The machine and the software that ran it.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall-clock time in seconds, tuning included.</summary>
    [Range(0.0, double.MaxValue)]
    public required double ElapsedSeconds { get; init; }

    /// <summary>Finished, or stopped by the user.</summary>
    public required RunStatus Status { get; init; }
}
