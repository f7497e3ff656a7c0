using Impetus.Lab.Reproduction;
using Spectre.Console;

namespace Impetus.Cli.List;

/// <summary>All experiments that can be run.</summary>
/// <param name="Experiments">The experiments.</param>
internal sealed record ExperimentListing(IReadOnlyList<ListedExperiment> Experiments)
{
    /// <summary>Lists them.</summary>
    public static ExperimentListing Create() => new(
    [
        new("compare", null, "Several optimizers on one task: tuned with equal budgets, then trained over the same seeds", [], "./impetus compare"),
        .. OfReproductions().Experiments,
    ]);

    /// <summary>Lists the figures and tables of papers that can be reproduced.</summary>
    public static ExperimentListing OfReproductions() => new([.. ExperimentRegistry.All.Select(ListedExperiment.Of)]);

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("Experiment", "What it does", "Command");
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
            Table table = new Table().Border(TableBorder.Rounded).AddColumns("ID", "What is measured", "Claims").Title(Markup.Escape(paper.Key ?? ""));
            foreach (ListedExperiment experiment in paper)
            {
                table.AddRow(new Text(experiment.Name), new Text(experiment.Summary), new Text(string.Join('\n', experiment.Claims.Select(claim => $"• {claim}"))));
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
internal sealed record ListedExperiment(string Name, string? Paper, string Summary, IReadOnlyList<string> Claims, string Command)
{
    /// <summary>Describes an experiment of a paper.</summary>
    public static ListedExperiment Of(IExperiment experiment)
        => new(experiment.Id, experiment.Paper.Title, experiment.Title, experiment.Claims, $"./impetus reproduce {experiment.Id}");
}
