namespace Impetus.Cli.Docs;

/// <summary>The page that lists all named optimizers.</summary>
internal static class OptimizerIndex
{
    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<OptimizerDefinition> definitions) => $"""
        {Markdown.Heading("Optimizers")}
        An optimizer is memory × scaling × order, with one way of weight decay. These {definitions.Count} have a name; any other
        [combination](combinations.md) can be written down and trained as well, and [wrappers](wrappers.md) go around all of them.
        `./impetus list optimizers` prints the same.

        {Markdown.Table(
            ["name", "memory", "scaling", "order", "weight decay", "bytes of state", "published"],
            definitions.Select(definition => (string[])
            [
                $"[{definition.Name}]({definition.Name}.md)", .. Parts(definition),
                $"{definition.StateArrays.Count * sizeof(float)}", Source(definition.Publication),
            ]))}
        Bytes of state are for each parameter in single precision, with the default options.

        A specification is `name:key=value,key=value`. It stands wherever an optimizer is asked for: after `--optimizers` and
        `--optimizer` on the command line, and in C# in `Optimizers.Create(parameters, "adam-cm:lr=1e-3,capacity=20")`. Different rules for
        different parameters, in one optimizer, are `groups(rank=2:(muon:lr=0.02),else:(adamw:lr=1e-3)):clip-norm=1`: each parameter is moved
        by the first group that chooses it, by its number of dimensions (`rank=2`), its name (`name=*.bias`), the type of its module
        (`type=Linear`), or `else`; [the library's page](../library.md#groups-and-schedules) has all of it.

        """;

    /// <summary>The parts, as cells of a table.</summary>
    public static IReadOnlyList<string> Parts(OptimizerDefinition definition) =>
    [
        definition.Memory,
        definition.Scaling,
        definition.Scaling == "none" ? "" : definition.Order,
        definition.DecayMode.ToString().ToLowerInvariant(),
    ];

    private static string Source(Publication publication)
    {
        string[] names = [.. publication.Authors.Split(" and ").Select(author => author.Split(' ')[^1])];
        string authors = names.Length <= 2 ? string.Join(" and ", names) : $"{names[0]} et al.";
        return $"{authors} {publication.Year}";
    }
}
