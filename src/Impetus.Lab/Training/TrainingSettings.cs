using Impetus.Distributed;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>Everything that one training run depends on. Equal settings give equal numbers, whatever ran before.</summary>
internal sealed record TrainingSettings
{
    /// <summary>What is trained, with its data at hand.</summary>
    public required ILoadedTask Task { get; init; }

    /// <summary>What it is judged by.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The optimizer as spelled.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The largest learning rate of the schedule.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>The largest norm of the whole gradient where the optimizer is spelled without clipping; null: no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>What is done about a loss or gradient that is not finite; null: as the optimizer is spelled, else the run ends.</summary>
    public NonFinitePolicy? NonFinite { get; init; }

    /// <summary>What the passes through the network compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>The seed of initial weights, data order and the engine's own random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>The seed of the data's order and of the engine's random numbers where it is not that of the run.</summary>
    public int? OrderSeed { get; init; }

    /// <summary>Steps to take, one batch each.</summary>
    public required long Steps { get; init; }

    /// <summary>Points of the validation curve after step 0; 0 for no curve.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Points of the curve of training losses after step 0.</summary>
    public required long Losses { get; init; }

    /// <summary>The part that is evaluated once, after the last step.</summary>
    public required EvaluationPart FinalPart { get; init; }

    /// <summary>Threads of the optimizer.</summary>
    public required int OptimizerThreads { get; init; }

    /// <summary>The processes that train the run together; null for this one alone.</summary>
    public ProcessSharing? Sharing { get; init; }
}

/// <summary>Several processes that train one run.</summary>
/// <param name="Processes">The processes.</param>
/// <param name="BatchSize">Examples in a batch, of which each takes its part.</param>
/// <param name="Shards">Whether they divide the optimizer's state among each other.</param>
internal sealed record ProcessSharing(IProcessGroup Processes, int BatchSize, bool Shards);
