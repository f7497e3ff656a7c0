using System.ComponentModel.DataAnnotations;
using Impetus.Lab.Data;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Runs;

/// <summary>What a comparison was asked to do: enough to ask for the same again. <c>configuration.json</c> holds it.</summary>
public sealed record ComparisonConfiguration
{
    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The scale of the budget.</summary>
    public required string Scale { get; init; }

    /// <summary>The optimizers as the user spelled them.</summary>
    public required IReadOnlyList<string> Optimizers { get; init; }

    /// <summary>Seeds per optimizer.</summary>
    [Range(1.0, double.MaxValue)]
    public required int Seeds { get; init; }

    /// <summary>How learning rates are chosen: <c>grid</c>, <c>published</c>, <c>random:N</c>, <c>halving:N</c> or <c>none</c>; <c>sweep</c> for a sweep, which has chosen them.</summary>
    public required string Tuning { get; init; }

    /// <summary>What every run may spend.</summary>
    public required TrainingBudget Budget { get; init; }

    /// <summary>What the task is judged by.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Threads of the network engine, on which the last bits depend.</summary>
    public int Threads { get; init; }

    /// <summary>What computes the networks; null in comparisons of versions that had an engine of their own, whose runs compare with no others.</summary>
    public string? Engine { get; init; }

    /// <summary>Which value of the metric a run counts with, where that is not the one after the last step: <c>best</c>.</summary>
    public string? Judged { get; init; }

    /// <summary>What is measured along the way; null for nothing.</summary>
    public IReadOnlyList<string>? Instruments { get; init; }

    /// <summary>Steps between two measurements; null without instruments.</summary>
    [Range(1.0, double.MaxValue)]
    public long? InstrumentEvery { get; init; }

    /// <summary>Which data it trains on; null where the task's name says it, and in comparisons of versions that did not record it.</summary>
    public DataIdentity? Data { get; init; }
}
