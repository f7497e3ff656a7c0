using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Spectre.Console;

namespace Impetus.Cli.Data;

/// <summary>What became of checking data sets.</summary>
/// <param name="Folder">Where they belong.</param>
/// <param name="Sets">The sets.</param>
internal sealed record DataCheckListing(string Folder, IReadOnlyList<CheckedDataSet> Sets)
{
    /// <summary>Reads every byte of the sets that are at hand.</summary>
    /// <param name="sets">The sets to check.</param>
    public static DataCheckListing Create(IEnumerable<DataSet> sets)
    {
        DataFolder folder = DataFolder.Current;
        return new(folder.Path, [.. sets.Select(set => CheckedDataSet.Of(DataSetCheck.Of(folder, set)))]);
    }

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (CheckedDataSet set in Sets)
        {
            string colour = set.Status switch { CheckedDataSet.Good => "green", CheckedDataSet.Damaged => "red", _ => "grey" };
            grid.AddRow(new Markup($"[{colour}]{set.Status}[/]"), new Text(set.Name), new Text(set.Message ?? set.Place ?? ""));
        }

        console.Write(grid);
    }
}

/// <summary>A data set that was checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>good</c>, <c>damaged</c> or <c>not at hand</c>.</param>
/// <param name="Place">The folder that its files are in, if they are.</param>
/// <param name="Message">What is wrong with it, if something is.</param>
internal sealed record CheckedDataSet(string Name, string Status, string? Place, string? Message)
{
    /// <summary>Every file is the published one.</summary>
    public const string Good = "good";

    /// <summary>A file is not the published one.</summary>
    public const string Damaged = "damaged";

    private const string Absent = "not at hand";

    /// <summary>Describes a check.</summary>
    public static CheckedDataSet Of(DataSetCheck check) => new(
        check.Set.Name,
        check.Fault is not null ? Damaged : check.Place is not null ? Good : Absent,
        check.Place,
        check.Fault);
}
