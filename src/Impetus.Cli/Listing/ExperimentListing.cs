using Spectre.Console;

namespace Impetus.Cli.Listing;

/// <summary>All experiments that can be run.</summary>
/// <param name="Experiments">The experiments.</param>
internal sealed record ExperimentListing(IReadOnlyList<ListedExperiment> Experiments)
{
    /// <summary>Lists them.</summary>
    public static ExperimentListing Create() => new(
    [
        new("compare", "Several optimizers on one task: tuned with equal budgets, then trained over the same seeds", "impetus compare"),
    ]);

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
}

/// <summary>An experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Command">How it is run.</param>
internal sealed record ListedExperiment(string Name, string Summary, string Command);
