using Impetus.Distributed;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>What to compare. Everything that is null comes from the task's budget at the scale.</summary>
public sealed record ComparisonPlan
{
    /// <summary>The optimizers of the papers and their two baselines.</summary>
    public static IReadOnlyList<string> DefaultOptimizers { get; } =
        ["sgdm", "tam", "adamw", "adatamw", "am-adamw", "madam", "adam-cm"];

    /// <summary>What is trained.</summary>
    public required TrainingTask Task { get; init; }

    /// <summary>Files of the user's own, where the task takes any.</summary>
    public TaskFiles? Files { get; init; }

    /// <summary>Optimizers as users spell them: <c>name[:key=value,...]</c>. None may occur twice.</summary>
    public IReadOnlyList<string> Optimizers { get; init; } = DefaultOptimizers;

    /// <summary>The scale of the budget.</summary>
    public Scale Scale { get; init; } = Scale.Cpu;

    /// <summary>Seeds per optimizer, at least 1.</summary>
    public int? Seeds { get; init; }

    /// <summary>Optimizer steps of a run, at least 1. Goes before <see cref="Epochs"/>.</summary>
    public long? Steps { get; init; }

    /// <summary>Passes over the training part, more than 0; fractions are fine.</summary>
    public double? Epochs { get; init; }

    /// <summary>Examples in a batch, at least 1.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Which value of the metric a run counts with.</summary>
    public JudgedValue Judged { get; init; } = JudgedValue.Final;

    /// <summary>Instruments that measure the runs of the seeds along the way, by name.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Steps between two measurements, at least 1; null for a twentieth of a run.</summary>
    public long? InstrumentEvery { get; init; }

    /// <summary>How learning rates are chosen.</summary>
    public LearningRateTuning Tuning { get; init; } = LearningRateTuning.Grid;

    /// <summary>Points that <see cref="LearningRateTuning.Random"/> and <see cref="LearningRateTuning.Halving"/> try for each optimizer, its defaults among them, at least 1.</summary>
    public int Draws { get; init; } = 9;

    /// <summary>
    /// The run folder; if the same comparison was interrupted there, it goes on without its finished runs. Null: a new one.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The folder that gets a new run folder.</summary>
    public string RunsFolder { get; init; } = "runs";

    /// <summary>
    /// Threads of the network engine, at least 1, for one run after the other. By default runs are side by side on all processors, each
    /// on one thread; a network that draws random numbers, as dropout does, has all processors to itself.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>The time between two checkpoints of a run, from which it goes on when the process was ended.</summary>
    public TimeSpan CheckpointPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many runs may be side by side, where each is on one thread; null for as many as there are processors.</summary>
    public int? SideBySide { get; init; }

    /// <summary>
    /// The processes that share the runs out among each other; null for this one alone. All make the same plan; which of them does a run makes
    /// no difference to its numbers.
    /// </summary>
    public IProcessGroup? Processes { get; init; }
}

/// <summary>Which value of its metric a run counts with.</summary>
public enum JudgedValue
{
    /// <summary>That on the test part after the last step.</summary>
    Final,

    /// <summary>The best of the validation curve, as some papers have it.</summary>
    Best,
}
