using Impetus.Lab.Data;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Tasks;

/// <summary>Something to train: data, a model, what counts as success, and what each scale may spend.</summary>
public sealed record TrainingTask
{
    /// <summary>The name on the command line, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>Model and data in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The validation accuracy (0 to 1) whose first crossing is reported as "steps to target".</summary>
    public required double TargetAccuracy { get; init; }

    /// <summary>What each scale spends; every scale has an entry.</summary>
    public required IReadOnlyDictionary<Scale, ScaleBudget> Budgets { get; init; }

    /// <summary>Reads the data. Throws <see cref="LabException"/> if it is missing or damaged.</summary>
    public required Func<ImageClassificationData> LoadData { get; init; }

    /// <summary>Makes the model, not yet initialised.</summary>
    public required Func<Module> CreateModel { get; init; }
}
