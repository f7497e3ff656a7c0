using System.CommandLine;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Lab.Tasks;
using Spectre.Console;

namespace Impetus.Cli.List;

/// <summary><c>impetus list optimizers|tasks|experiments</c>: what there is to name.</summary>
internal static class ListVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "list",
            "List optimizers, tasks or experiments; without one of them, their names",
            "list",
            "list optimizers",
            "list optimizers --json -",
            "list tasks")
        {
            Listing("optimizers", "Optimizers: parts, publication, options with defaults and ranges", OptimizerListing.Create, (listing, console) => listing.Write(console)),
            Listing("tasks", "What can be trained, and the budgets of the scales", TaskListing.Create, (listing, console) => listing.Write(console)),
            Listing("experiments", "What can be run", ExperimentListing.Create, (listing, console) => listing.Write(console)),
        };
        verb.SetAction(_ => WriteNames(Screen.For(null, Screen.WidthOfTerminals)));
        return verb;
    }

    // Without a subject: the names alone, and where there is more.
    private static void WriteNames(IAnsiConsole console)
    {
        Write("optimizers", OptimizerRegistry.All.Select(optimizer => optimizer.Name));
        Write("tasks", TaskRegistry.All.Select(task => task.Name));
        Write("experiments", ExperimentListing.Create().Experiments.Select(experiment => experiment.Name));

        void Write(string kind, IEnumerable<string> names)
        {
            string[] all = [.. names];
            console.WriteLine($"{all.Length} {kind}, told by './impetus list {kind}':");
            console.Write(new Padder(new Text(string.Join(", ", all))).Padding(2, 0, 0, 1));
        }
    }

    private static Verb Listing<TListing>(string name, string description, Func<TListing> create, Action<TListing, IAnsiConsole> show)
    {
        Option<string?> json = JsonOption.Create();
        Verb verb = new(name, description, $"list {name}", $"list {name} --json -") { json };
        verb.SetAction(parsed =>
        {
            string? destination = parsed.GetValue(json);
            JsonResult.Check(destination);
            TListing listing = create();
            if (destination != JsonResult.StandardOutput)
            {
                show(listing, Screen.For(destination, Screen.WidthOfTerminals));
            }

            JsonResult.Write(destination, listing);
        });
        return verb;
    }
}
