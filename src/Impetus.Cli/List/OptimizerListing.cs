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
    // Below that memory and scaling stand below each other, so that no name is broken.
    private const int WidthOfPoints = 112;

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
        console.Write(Points(areBeside: console.Profile.Width >= WidthOfPoints));
        console.Write(Defaults());
        console.Write(Ranges());
        console.Write(Searches());
        console.WriteLine("State: bytes for each parameter in single precision.");
        console.WriteLine("Write an optimizer as name:key=value,key=value, for example adam-cm:lr=1e-3,capacity=20.");
        console.WriteLine("Any other point of the algebra is written memory*scaling or memory*scaling*scale-first, for example torque-aware*maximum-variation.");
        console.Write(Indented($"memories: {string.Join(", ", Memories)}"));
        console.Write(Indented($"scalings: {string.Join(", ", Scalings)}"));
        console.WriteLine("Wrappers stand before an optimizer, for example lookahead(k=5)+adamw:lr=1e-3.");
        foreach (ListedWrapper wrapper in Wrappers)
        {
            ListedOption[] searched = [.. wrapper.Options.Where(option => option.Search.Count > 0)];
            string space = string.Join("; ", searched.Select(option => $"{wrapper.Name}.{option.Key}={string.Join(',', option.Search)}"));
            string defaults = string.Join(",", wrapper.Options.Select(option => $"{option.Key}={option.Default}"));
            console.Write(Indented($"{wrapper.Name}({defaults}){(searched.Length > 0 ? $"  search space: {space}" : "")}"));
        }

        console.WriteLine($"Masks stand right before it, for example sam+cautious+adamw: {string.Join(", ", Masks)}.");
    }

    private Table Points(bool areBeside)
    {
        Table table = Table("Optimizer");
        foreach (string column in areBeside ? ["Memory", "Scaling"] : (string[])["Memory,\nscaling"])
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        table.AddColumn(new TableColumn("State").RightAligned().NoWrap()).AddColumn("Published");
        foreach (ListedOptimizer optimizer in Optimizers)
        {
            string scaling = optimizer.Scaling + (optimizer.Scaling != "none" && optimizer.Order == "scale-first" ? " first" : "");
            table.AddRow(
            [
                new Text(optimizer.Name),
                .. areBeside ? [new Text(optimizer.Memory), new Text(scaling)] : (Text[])[new Text($"{optimizer.Memory}\n{scaling}")],
                new Text($"{optimizer.StateBytesPerParameter}"),
                new Text(optimizer.Paper.Short),
            ]);
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

    private static Padder Indented(string text) => new Padder(new Text(text)).Padding(2, 0, 0, 0);

    private static Table Table(string name, params string[] columns) =>
        new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn(name).NoWrap()).AddColumns(columns);
}
