using Impetus.Distributed;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>What to train in a run with checkpoints. Everything that is null comes from the task's budget at the scale.</summary>
public sealed record TrainingPlan
{
    /// <summary>What is trained.</summary>
    public required TrainingTask Task { get; init; }

    /// <summary>Files of the user's own, where the task takes any.</summary>
    public TaskFiles? Files { get; init; }

    /// <summary>The optimizer as its user spells it.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The run folder; new, or without folders and files of a run in it.</summary>
    public required string Folder { get; init; }

    /// <summary>The scale of the budget.</summary>
    public Scale Scale { get; init; } = Scale.Cpu;

    /// <summary>The seed of initial weights, data order and random operators, from 0.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps to take, one batch each, at least 1.</summary>
    public long? Steps { get; init; }

    /// <summary>The largest learning rate; null: as spelled with the optimizer, else its default.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>What is done about a loss or gradient that is not finite; null: as the optimizer is spelled, else the run ends.</summary>
    public NonFinitePolicy? NonFinite { get; init; }

    /// <summary>What the passes through the network compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>Steps between two checkpoints, at least 1; null: a tenth of the run.</summary>
    public long? CheckpointEvery { get; init; }

    /// <summary>Minutes after which a checkpoint is written at the latest; null: only steps count.</summary>
    public double? CheckpointMinutes { get; init; }

    /// <summary>How many of the newest checkpoints are kept, at least 1; the best is kept besides.</summary>
    public int Keep { get; init; } = 3;

    /// <summary>The names of the instruments.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Steps between two measurements of the instruments, at least 1; null: a twentieth of the run.</summary>
    public long? InstrumentEvery { get; init; }

    /// <summary>Threads of the network engine, at least 1; all processors by default. The result depends on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The processes that train the run together, each on its part of every batch; null for this one alone. All make the same plan.</summary>
    public IProcessGroup? Processes { get; init; }

    /// <summary>Whether they divide the optimizer's state among each other.</summary>
    public bool Shards { get; init; }
}
