using System.CommandLine;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Spectre.Console;

namespace Impetus.Cli.List;

/// <summary><c>impetus list optimizers|tasks|experiments</c>: what there is to name.</summary>
internal static class ListVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => new Verb(
        "list",
        "List optimizers, tasks or experiments",
        "list optimizers",
        "list optimizers --json -",
        "list tasks")
    {
        Listing("optimizers", "Optimizers: parts, publication, options with defaults and ranges", OptimizerListing.Create, (listing, console) => listing.Write(console)),
        Listing("tasks", "What can be trained, and the budgets of the scales", TaskListing.Create, (listing, console) => listing.Write(console)),
        Listing("experiments", "What can be run", ExperimentListing.Create, (listing, console) => listing.Write(console)),
    };

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
                show(listing, Screen.For(destination));
            }

            JsonResult.Write(destination, listing);
        });
        return verb;
    }
}
