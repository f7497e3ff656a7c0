using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Tasks;
using Spectre.Console;

namespace Impetus.Cli.List;

/// <summary>All experiments that can be run.</summary>
/// <param name="Experiments">The experiments.</param>
internal sealed record ExperimentListing(IReadOnlyList<ListedExperiment> Experiments)
{
    /// <summary>Lists them.</summary>
    public static ExperimentListing Create() => new(
    [
        new("compare", null, "Several optimizers on one task: tuned with equal budgets, then trained over the same seeds", [], "./impetus compare", true, [.. TaskRegistry.Default.Data.Select(set => set.Name)], null),
        .. OfReproductions().Experiments,
    ]);

    /// <summary>Lists the figures and tables of papers that can be reproduced.</summary>
    public static ExperimentListing OfReproductions() => new([.. ExperimentRegistry.All.Select(ListedExperiment.Of)]);

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Experiment").NoWrap()).AddColumns("What it does", "Command");
        foreach (ListedExperiment experiment in Experiments)
        {
            table.AddRow(new Text(experiment.Name), new Text(experiment.Summary), new Text(experiment.Command));
        }

        console.Write(table);
    }

    /// <summary>Prints papers, and what they claim, for people.</summary>
    public void WriteClaims(IAnsiConsole console)
    {
        foreach (IGrouping<string?, ListedExperiment> paper in Experiments.GroupBy(experiment => experiment.Paper))
        {
            Table table = new Table().Border(TableBorder.Rounded).AddColumns("ID", "What is measured", "Claims", "Takes").Title(Markup.Escape(paper.Key ?? ""));
            foreach (ListedExperiment experiment in paper)
            {
                table.AddRow(new Text(experiment.Name), new Text(experiment.Summary), new Text(string.Join('\n', experiment.Claims.Select(claim => $"• {claim}"))), new Text(experiment.Takes()));
            }

            console.Write(table);
        }
    }
}

/// <summary>An experiment.</summary>
/// <param name="Name">Its name; with a paper, its ID for <c>reproduce</c>.</param>
/// <param name="Paper">The title of the paper that it makes again, if there is one.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Claims">What it decides.</param>
/// <param name="Command">How it is run.</param>
/// <param name="TrainsNetworks">Whether it trains networks.</param>
/// <param name="Data">The data sets that it takes at cpu scale.</param>
/// <param name="Minutes">About how long it takes at cpu scale on two cores; null where nobody has looked.</param>
internal sealed record ListedExperiment(string Name, string? Paper, string Summary, IReadOnlyList<string> Claims, string Command, bool TrainsNetworks, IReadOnlyList<string> Data, double? Minutes)
{
    /// <summary>Describes an experiment of a paper.</summary>
    public static ListedExperiment Of(IExperiment experiment)
        => new(experiment.Id, experiment.Paper.Title, experiment.Title, experiment.Claims, $"./impetus reproduce {experiment.Id}", experiment.TrainsNetworks, [.. experiment.DataAt(Scale.Cpu).Select(set => set.Name)], experiment.Minutes);

    /// <summary>Data and minutes, for people.</summary>
    public string Takes() => string.Join(", ", [.. Data, .. Minutes is { } minutes ? [string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min")] : Array.Empty<string>()]);
}
