namespace Impetus.Lab.Tasks;

/// <summary>Hyper-parameters of one optimizer as a paper printed them.</summary>
/// <param name="Optimizer">The optimizer with its options, without a learning rate: <c>tam:momentum=0.9,weight-decay=5e-4</c>.</param>
/// <param name="LearningRates">The rates that the paper tried, ascending; the one it used, where it names only one.</param>
public sealed record PublishedSetting(string Optimizer, IReadOnlyList<double> LearningRates)
{
    /// <summary>The rate that the paper settled on; null where it does not say.</summary>
    public double? Chosen { get; init; }

    /// <summary>What the paper tried for other options, by key; empty where it tried nothing else.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Grid { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>The paper and its tables; null: those of the task.</summary>
    public string? Source { get; init; }
}
