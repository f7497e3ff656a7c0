using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tasks;

/// <summary>
/// Something to train: data about a model, its data, what counts as success, and what each scale may spend. Nothing is
/// loaded and no native code runs before <see cref="Load"/>.
/// </summary>
public sealed record TrainingTask
{
    /// <summary>The name on the command line, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>Model and data in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The paper and table that the paper scale comes from; null where no paper has this task.</summary>
    public string? Source { get; init; }

    /// <summary>The data sets that it cannot be loaded without; none where the user chooses what it trains on.</summary>
    public IReadOnlyList<DataSet> Data { get; init; } = [];

    /// <summary>What it is judged by.</summary>
    public required Metric Metric { get; init; }

    /// <summary>What each scale spends; every scale has an entry.</summary>
    public required IReadOnlyDictionary<Scale, ScaleBudget> Budgets { get; init; }

    /// <summary>What optimizers' default rates are multiplied with: weights that were trained before stand smaller steps alone.</summary>
    public double RateShare { get; init; } = 1;

    /// <summary>Whether it trains on texts of the user's own (<see cref="TaskFiles.Data"/>).</summary>
    public bool TakesData { get; init; }

    /// <summary>Whether it fine-tunes an encoder, which may be one of the user's own (<see cref="TaskFiles.Encoder"/>).</summary>
    public bool TakesEncoder { get; init; }

    /// <summary>Reads the data. Throws <see cref="LabException"/> if it is missing or damaged.</summary>
    public required Func<TaskRequest, ILoadedTask> Load { get; init; }
}
