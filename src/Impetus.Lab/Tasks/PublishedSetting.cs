namespace Impetus.Lab.Tasks;

/// <summary>Hyper-parameters of one optimizer as a paper printed them.</summary>
/// <param name="Optimizer">The optimizer with its options, without a learning rate: <c>tam:momentum=0.9,weight-decay=5e-4</c>.</param>
/// <param name="LearningRates">The rates that the paper tried, ascending; the one it used, where it names only one.</param>
public sealed record PublishedSetting(string Optimizer, IReadOnlyList<double> LearningRates)
{
    /// <summary>The rate that the paper settled on; null where it does not say.</summary>
    public double? Chosen { get; init; }
}
