using Impetus.Lab.Data;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Experiments.Training;

/// <summary>Everything that one training run depends on. Equal settings give equal numbers, whatever ran before.</summary>
internal sealed record TrainingSettings
{
    /// <summary>Makes the model, not yet initialised.</summary>
    public required Func<Module> CreateModel { get; init; }

    /// <summary>What is trained on, and the normalisation.</summary>
    public required ImageClassificationData Data { get; init; }

    /// <summary>The optimizer as spelled.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The learning rate that the cosine starts from.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The seed of initial weights, data order and the engine's own random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>Steps to take.</summary>
    public required long Steps { get; init; }

    /// <summary>Examples in a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The fixed set of the validation curve.</summary>
    public required LabelledImages CurveSet { get; init; }

    /// <summary>Points of the validation curve after step 0; 0 for no curve.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The set that is evaluated once, after the last step.</summary>
    public required LabelledImages FinalSet { get; init; }

    /// <summary>Threads of the optimizer.</summary>
    public required int OptimizerThreads { get; init; }
}
