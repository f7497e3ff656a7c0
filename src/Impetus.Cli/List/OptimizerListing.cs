using Spectre.Console;

namespace Impetus.Cli.List;

/// <summary>All optimizers as points of the algebra.</summary>
/// <param name="Optimizers">Those that have a name.</param>
/// <param name="Memories">The memories that a combination may name.</param>
/// <param name="Scalings">The scalings that a combination may name.</param>
/// <param name="Wrappers">What may stand before an optimizer.</param>
/// <param name="Masks">What may stand right before it, and acts on its direction.</param>
internal sealed record OptimizerListing(
    IReadOnlyList<ListedOptimizer> Optimizers, IReadOnlyList<string> Memories, IReadOnlyList<string> Scalings, IReadOnlyList<ListedWrapper> Wrappers, IReadOnlyList<string> Masks)
{
    /// <summary>Reads the registry.</summary>
    public static OptimizerListing Create() => new(
        [.. OptimizerRegistry.All.Select(ListedOptimizer.Of)],
        [.. OptimizerRegistry.Memories.Select(memory => memory.Name)],
        [.. OptimizerRegistry.Scalings.Select(scaling => scaling.Name)],
        [.. OptimizerRegistry.Wrappers.Select(ListedWrapper.Of)],
        [.. OptimizerRegistry.Masks.Select(mask => mask.Name)]);

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        console.Write(Points());
        console.Write(Defaults());
        console.Write(Ranges());
        console.Write(Searches());
        console.WriteLine("State: bytes for each parameter in single precision.");
        console.WriteLine("Write an optimizer as name:key=value,key=value, for example adam-cm:lr=1e-3,capacity=20.");
        console.WriteLine("Any other point of the algebra is written memory*scaling or memory*scaling*scale-first, for example torque-aware*maximum-variation.");
        console.WriteLine($"  memories: {string.Join(", ", Memories)}");
        console.WriteLine($"  scalings: {string.Join(", ", Scalings)}");
        console.WriteLine("Wrappers stand before an optimizer, for example lookahead(k=5)+adamw:lr=1e-3.");
        foreach (ListedWrapper wrapper in Wrappers)
        {
            console.WriteLine($"  {wrapper.Name}({string.Join(",", wrapper.Options.Select(option => $"{option.Key}={option.Default}"))}){(wrapper.Options.Any(option => option.Search.Count > 0) ? $"  search space: {string.Join("; ", wrapper.Options.Where(option => option.Search.Count > 0).Select(option => $"{wrapper.Name}.{option.Key}={string.Join(',', option.Search)}"))}" : "")}");
        }

        console.WriteLine($"Masks stand right before it, for example sam+cautious+adamw: {string.Join(", ", Masks)}.");
    }

    private Table Points()
    {
        Table table = Table("Optimizer", "Memory");
        table.AddColumn(new TableColumn("Scaling").NoWrap());
        table.AddColumn(new TableColumn("State").RightAligned()).AddColumn("Published");
        foreach (ListedOptimizer optimizer in Optimizers)
        {
            table.AddRow(
                new Text(optimizer.Name),
                new Text(optimizer.Memory),
                new Text(optimizer.Scaling + (optimizer.Scaling != "none" && optimizer.Order == "scale-first" ? " first" : "")),
                new Text($"{optimizer.StateBytesPerParameter}"),
                new Text(optimizer.Paper.Short));
        }

        return table;
    }

    // What is the same everywhere is said once.
    private Table Defaults()
    {
        IEnumerable<string>[] defaults = [.. Optimizers.Select(optimizer => optimizer.Options.Select(option => $"{option.Key}={option.Default}"))];
        string[] common = [.. defaults.Aggregate((left, right) => left.Intersect(right))];
        Table table = Table("Optimizer", "Options and their defaults");
        table.AddRow(new Text("all"), new Text(string.Join(", ", common)));
        foreach ((ListedOptimizer optimizer, IEnumerable<string> own) in Optimizers.Zip(defaults))
        {
            table.AddRow(new Text(optimizer.Name), new Text(string.Join(", ", own.Except(common))));
        }

        return table;
    }

    private Table Searches()
    {
        Table table = Table("Optimizer", "Search space: what sweep and --tune random:N try");
        foreach (ListedOptimizer optimizer in Optimizers)
        {
            table.AddRow(new Text(optimizer.Name), new Text(string.Join("; ", optimizer.SearchSpace.Select(static option => $"{option.Key}={string.Join(',', option.Value)}"))));
        }

        return table;
    }

    // One key may be another thing in another optimizer.
    private Table Ranges()
    {
        Table table = Table("Option", "Takes", "What it is");
        var options =
            from optimizer in Optimizers
            from option in optimizer.Options
            group optimizer.Name by (option.Key, option.Range, option.Description);
        var rows = options.ToArray();
        ILookup<string, string> meanings = rows.ToLookup(row => row.Key.Key, row => row.Key.Description);
        foreach (var row in rows.OrderBy(row => Array.FindIndex(rows, other => other.Key.Key == row.Key.Key)))
        {
            bool isOnlyOne = meanings[row.Key.Key].Distinct().Count() == 1;
            table.AddRow(
                new Text(row.Key.Key),
                new Text(row.Key.Range),
                new Text(isOnlyOne ? row.Key.Description : $"{row.Key.Description} ({string.Join(", ", row)})"));
        }

        return table;
    }

    private static Table Table(params string[] columns) => new Table().Border(TableBorder.Rounded).AddColumns(columns);
}
