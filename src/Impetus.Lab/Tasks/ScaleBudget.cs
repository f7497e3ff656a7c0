using System.ComponentModel.DataAnnotations;

namespace Impetus.Lab.Tasks;

/// <summary>What one scale of a task spends. Budgets count steps, not seconds, so that results do not depend on the machine.</summary>
public sealed record ScaleBudget
{
    /// <summary>Optimizer steps of a run.</summary>
    [Range(1.0, double.MaxValue)]
    public required long Steps { get; init; }

    /// <summary>Seeds per optimizer.</summary>
    [Range(1.0, double.MaxValue)]
    public required int Seeds { get; init; }

    /// <summary>Points of the validation curve after step 0, evenly spread.</summary>
    [Range(0.0, double.MaxValue)]
    public required int Evaluations { get; init; }

    /// <summary>Examples in a batch.</summary>
    [Range(1.0, double.MaxValue)]
    public int BatchSize { get; init; } = 128;

    /// <summary>The course of the learning rate.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>The largest norm of the whole gradient, for optimizers that are not spelled with a clipping of their own; null: no limit.</summary>
    [Range(0.0, double.MaxValue)]
    public double? ClipNorm { get; init; }

    /// <summary>The width of the model, relative to the published one; its task says what that means.</summary>
    [Range(0.0, double.MaxValue)]
    public double Width { get; init; } = 1;

    /// <summary>Training examples in use; all by default.</summary>
    [Range(0.0, double.MaxValue)]
    public int TrainingExamples { get; init; } = int.MaxValue;

    /// <summary>Validation examples that learning rates are judged by; all by default.</summary>
    [Range(0.0, double.MaxValue)]
    public int ValidationExamples { get; init; } = int.MaxValue;

    /// <summary>Validation examples of the curve: a fixed part, because it is evaluated often.</summary>
    [Range(0.0, double.MaxValue)]
    public int CurveExamples { get; init; } = 2_000;

    /// <summary>Test examples in use; all by default.</summary>
    [Range(0.0, double.MaxValue)]
    public int TestExamples { get; init; } = int.MaxValue;

    /// <summary>Passes over the training part before the next task of a stream begins; null: as many as its task has at the scale.</summary>
    [Range(1.0, double.MaxValue)]
    public int? EpochsPerTask { get; init; }

    /// <summary>The share of hidden values that fine-tuning leaves out; null: as the encoder's configuration has it.</summary>
    [Range(0.0, 1.0)]
    public double? Dropout { get; init; }

    /// <summary>How many of an encoder's lower layers, with its embeddings, fine-tuning leaves as they are; null: everything is trained.</summary>
    [Range(0.0, double.MaxValue)]
    public int? FrozenLayers { get; init; }

    /// <summary>The hyper-parameters and grids of the task's <see cref="TrainingTask.Source"/>, at paper scale.</summary>
    public IReadOnlyList<PublishedSetting> Published { get; init; } = [];
}
