namespace Impetus.Cli.Docs;

/// <summary>The pages about optimizers, written from the registry, so that they cannot say anything else than the code.</summary>
internal static class DocumentationPages
{
    /// <summary>All pages, by the name of their file.</summary>
    public static IReadOnlyDictionary<string, string> Create()
    {
        SortedDictionary<string, string> pages = new(StringComparer.Ordinal)
        {
            ["README.md"] = OptimizerIndex.Write(OptimizerRegistry.All),
            ["combinations.md"] = CombinationsPage.Write(OptimizerRegistry.Memories, OptimizerRegistry.Scalings),
            ["wrappers.md"] = WrappersPage.Write(OptimizerRegistry.Wrappers, OptimizerRegistry.Masks),
        };
        foreach (OptimizerDefinition definition in OptimizerRegistry.All)
        {
            pages[$"{definition.Name}.md"] = OptimizerPage.Write(definition);
        }

        return pages;
    }
}
