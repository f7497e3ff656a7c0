namespace Impetus.Cli.List;

/// <summary>A named optimizer.</summary>
/// <param name="Name">Its name in specifications.</param>
/// <param name="Summary">What it does, and when to use it.</param>
/// <param name="Memory">How past gradients become a direction.</param>
/// <param name="Scaling">How coordinates are normalised.</param>
/// <param name="Order">Which of the two acts first.</param>
/// <param name="Decay">How weight decay enters.</param>
/// <param name="StateBytesPerParameter">State for each parameter in single precision.</param>
/// <param name="Paper">Where it was published.</param>
/// <param name="Options">What a specification may set.</param>
/// <param name="SearchSpace">The values that <c>sweep</c> and <c>--tune random:N</c> try, by option.</param>
internal sealed record ListedOptimizer(
    string Name,
    string Summary,
    string Memory,
    string Scaling,
    string Order,
    string Decay,
    int StateBytesPerParameter,
    ListedPaper Paper,
    IReadOnlyList<ListedOption> Options,
    IReadOnlyDictionary<string, IReadOnlyList<string>> SearchSpace)
{
    /// <summary>Describes a definition.</summary>
    public static ListedOptimizer Of(OptimizerDefinition definition) => new(
        definition.Name,
        definition.Summary,
        definition.Memory,
        definition.Scaling,
        definition.Order,
        definition.DecayMode.ToString().ToLowerInvariant(),
        definition.StateArrays.Count * sizeof(float),
        ListedPaper.Of(definition.Publication),
        [.. definition.Options.Select(ListedOption.Of)],
        definition.SearchSpace.ToDictionary(static option => option.Key, static option => option.Search));
}
