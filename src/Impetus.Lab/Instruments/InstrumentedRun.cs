using Impetus.Lab.Tasks;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Instruments;

/// <summary>What an instrument sees of a run.</summary>
public sealed record InstrumentedRun
{
    /// <summary>The task with its data.</summary>
    public required ILoadedTask Task { get; init; }

    /// <summary>The model, in training mode.</summary>
    public required nn.Module Model { get; init; }

    /// <summary>Its parameters and gradients, each in one block.</summary>
    public required ParameterArena Arena { get; init; }

    /// <summary>The optimizer, with telemetry of its last step.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>The training batches: <c>Batches.Loss(Model, n)</c>.</summary>
    public required ITrainingBatches Batches { get; init; }

    /// <summary>The run's seed: <c>Initialize((ulong)Seed)</c> gives another model the weights that the run started from.</summary>
    public required int Seed { get; init; }

    /// <summary>Steps taken so far.</summary>
    public required long Step { get; init; }

    /// <summary>
    /// Trains a copy of the run from here to the end of its schedule, in the batch order of another seed, and gives the
    /// values of its arena at the end; null if it diverged.
    /// </summary>
    public required Func<int, float[]?> TrainCopy { get; init; }

    /// <summary>The number of the batch of the last step; 0 before the first.</summary>
    public long Batch => Math.Max(0, Step - 1);
}
