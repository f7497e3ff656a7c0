using System.ComponentModel.DataAnnotations;

namespace Impetus.Lab.Runs;

/// <summary>What every run of a comparison may spend.</summary>
public sealed record TrainingBudget
{
    /// <summary>Passes over the training part; fractional.</summary>
    [Range(0.0, double.MaxValue)]
    public required double Epochs { get; init; }

    /// <summary>Optimizer steps of a run.</summary>
    [Range(0.0, double.MaxValue)]
    public required long Steps { get; init; }

    /// <summary>Optimizer steps of a tuning run; 0 without tuning.</summary>
    [Range(0.0, double.MaxValue)]
    public required long TuningSteps { get; init; }

    /// <summary>Examples in a batch.</summary>
    [Range(0.0, double.MaxValue)]
    public required int BatchSize { get; init; }

    /// <summary>Training examples in use.</summary>
    [Range(0.0, double.MaxValue)]
    public required int TrainingExamples { get; init; }

    /// <summary>Validation examples in use.</summary>
    [Range(0.0, double.MaxValue)]
    public required int ValidationExamples { get; init; }

    /// <summary>Test examples in use.</summary>
    [Range(0.0, double.MaxValue)]
    public required int TestExamples { get; init; }

    /// <summary>The learning-rate schedule of every run, in words.</summary>
    public required string Schedule { get; init; }
}
