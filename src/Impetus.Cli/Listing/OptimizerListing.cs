using Impetus.Algebra;
using Spectre.Console;

namespace Impetus.Cli.Listing;

/// <summary>All optimizers as points of the algebra.</summary>
/// <param name="Optimizers">Those that have a name.</param>
/// <param name="Memories">The memories that a combination may name.</param>
/// <param name="Scalings">The scalings that a combination may name.</param>
internal sealed record OptimizerListing(IReadOnlyList<ListedOptimizer> Optimizers, IReadOnlyList<string> Memories, IReadOnlyList<string> Scalings)
{
    /// <summary>Reads the registry.</summary>
    public static OptimizerListing Create() => new(
        [.. OptimizerRegistry.All.Select(ListedOptimizer.Of)],
        [.. OptimizerRegistry.Memories.Select(memory => memory.Name)],
        [.. OptimizerRegistry.Scalings.Select(scaling => scaling.Name)]);

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        console.Write(Points());
        console.Write(Defaults());
        console.Write(Ranges());
        console.WriteLine("State: bytes for each parameter in single precision.");
        console.WriteLine("Write an optimizer as name:key=value,key=value, for example adam-cm:lr=1e-3,capacity=20.");
        console.WriteLine("Any other point of the algebra is written memory*scaling or memory*scaling*scale-first, for example torque-aware*maximum-variation.");
        console.WriteLine($"  memories: {string.Join(", ", Memories)}");
        console.WriteLine($"  scalings: {string.Join(", ", Scalings)}");
    }

    private Table Points()
    {
        Table table = Table("Optimizer", "Memory", "Scaling", "Order", "Decay");
        table.AddColumn(new TableColumn("State").RightAligned()).AddColumn("Published");
        foreach (ListedOptimizer optimizer in Optimizers)
        {
            table.AddRow(
                new Text(optimizer.Name),
                new Text(optimizer.Memory),
                new Text(optimizer.Scaling),
                new Text(optimizer.Scaling == "none" ? "" : optimizer.Order),
                new Text(optimizer.Decay),
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

    private Table Ranges()
    {
        Table table = Table("Option", "Takes", "What it is");
        foreach (ListedOption option in Optimizers.SelectMany(optimizer => optimizer.Options).DistinctBy(option => (option.Key, option.Range)))
        {
            table.AddRow(new Text(option.Key), new Text(option.Range), new Text(option.Description));
        }

        return table;
    }

    private static Table Table(params string[] columns) => new Table().Border(TableBorder.Rounded).AddColumns(columns);
}

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
internal sealed record ListedOptimizer(
    string Name,
    string Summary,
    string Memory,
    string Scaling,
    string Order,
    string Decay,
    int StateBytesPerParameter,
    ListedPaper Paper,
    IReadOnlyList<ListedOption> Options)
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
        [.. definition.Options.Select(ListedOption.Of)]);
}

/// <summary>An option of an optimizer.</summary>
/// <param name="Key">Its name in specifications.</param>
/// <param name="Default">Its value where a specification does not give it.</param>
/// <param name="Range">The values that it takes.</param>
/// <param name="Description">What it is.</param>
internal sealed record ListedOption(string Key, string Default, string Range, string Description)
{
    /// <summary>Describes an option.</summary>
    public static ListedOption Of(OptionDescription option) => new(option.Key, option.Value, option.Range, option.Description);
}

/// <summary>A publication.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Authors">Its authors, as BibTeX writes them.</param>
/// <param name="Venue">Where it appeared.</param>
/// <param name="Year">When it appeared.</param>
/// <param name="Bibtex">Its BibTeX entry.</param>
internal sealed record ListedPaper(string Title, string Authors, string Venue, int Year, string Bibtex)
{
    /// <summary>The first author's family name and the year.</summary>
    internal string Short
    {
        get
        {
            string[] authors = Authors.Split(" and ");
            string[] names = [.. authors.Select(author => author.Split(' ')[^1])];
            return names.Length switch
            {
                1 => $"{names[0]} {Year}",
                2 => $"{names[0]} and {names[1]} {Year}",
                _ => $"{names[0]} et al. {Year}",
            };
        }
    }

    /// <summary>Describes a publication.</summary>
    public static ListedPaper Of(Publication publication)
        => new(publication.Title, publication.Authors, publication.Venue, publication.Year, publication.Bibtex);
}
