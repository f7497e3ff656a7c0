using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Spectre.Console;

namespace Impetus.Cli.Data;

/// <summary>All data sets that are known.</summary>
/// <param name="Folder">Where they belong.</param>
/// <param name="Sets">The sets.</param>
internal sealed record DataListing(string Folder, IReadOnlyList<ListedDataSet> Sets)
{
    /// <summary>Looks which sets are at hand.</summary>
    public static DataListing Create()
    {
        DataFolder folder = DataFolder.Current;
        return new(folder.Path, [.. DataSets.All.Select(set => ListedDataSet.Of(folder, set))]);
    }

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("Data set", "What it is", "MB", "Licence", "From", "At hand");
        table.Columns[2].RightAligned();
        foreach (ListedDataSet set in Sets)
        {
            table.AddRow(
                new Text(set.Name),
                new Text(set.Summary),
                new Text(set.Bytes > 0 ? $"{set.Bytes / 1e6:0.#}" : ""),
                new Text(set.License),
                new Text(string.Join('\n', set.Sources)),
                new Text(set.AtHand ? "yes" : "no"));
        }

        console.Write(table);
        console.WriteLine($"Folder: {Folder}. './impetus data get NAME' brings a set there; '--from' takes it from a folder or an archive of yours.");
    }
}

/// <summary>A data set.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it holds.</param>
/// <param name="Bytes">Inflated size of its files; 0 where it is not known.</param>
/// <param name="License">What may be done with it.</param>
/// <param name="Page">The publisher's page.</param>
/// <param name="Sources">Where <c>data get</c> finds it, the publisher first; the user's own folder where nobody else has it.</param>
/// <param name="AtHand">Whether all its files are there.</param>
/// <param name="Place">The folder that they are in, if they are.</param>
internal sealed record ListedDataSet(
    string Name, string Summary, long Bytes, string License, string Page, IReadOnlyList<string> Sources, bool AtHand, string? Place)
{
    /// <summary>Describes a set.</summary>
    public static ListedDataSet Of(DataFolder folder, DataSet set)
    {
        string? place = folder.Find(set);
        string[] sources = [.. set.Downloads.Select(download => download.Address.Host).Distinct(), .. set.Package is { } package ? [$"{package}"] : Array.Empty<string>()];
        return new(set.Name, set.Summary, set.Bytes, set.License, set.Page, sources.Length > 0 ? sources : ["your own folder"], place is not null, place);
    }
}
