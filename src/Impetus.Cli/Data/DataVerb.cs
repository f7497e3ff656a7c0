using System.CommandLine;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Sets;
using Spectre.Console;

namespace Impetus.Cli.Data;

/// <summary><c>impetus data list|get|check</c>: the data sets that tasks and experiments use.</summary>
internal static class DataVerb
{
    private static readonly Option<string?> From = new("--from")
    {
        Description = "Take it from a folder that has its files, or from an archive of them",
        HelpName = "PATH",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create() => new Verb("data", "List, get and check data sets", "data list", "data get cifar10", "data get ptb --from ~/ptb")
    {
        CreateList(),
        CreateGet(),
        CreateCheck(),
    };

    private static Verb CreateList()
    {
        Option<string?> json = JsonOption.Create();
        Verb verb = new("list", "Data sets: what they are, where they come from, whether they are at hand", "data list", "data list --json -") { json };
        verb.SetAction(parsed =>
        {
            string? destination = parsed.GetValue(json);
            JsonResult.Check(destination);
            DataListing listing = DataListing.Create();
            if (destination != JsonResult.StandardOutput)
            {
                listing.Write(Screen.For(destination));
            }

            JsonResult.Write(destination, listing);
        });
        return verb;
    }

    private static Verb CreateGet()
    {
        Argument<string[]> names = Names(ArgumentArity.OneOrMore);
        Option<string?> json = JsonOption.Create();
        Verb verb = new("get", "Bring data sets into the data folder, verified", "data get fashion-mnist", "data get wikitext-2 --from ~/wikitext-2-v1.zip") { names, From, json };
        verb.SetAction(async (parsed, cancellation) =>
        {
            string? destination = parsed.GetValue(json);
            JsonResult.Check(destination);
            DataSet[] sets = Chosen(parsed.GetValue(names)!);
            Dictionary<string, Failure> failures = [];
            foreach (DataSet set in sets)
            {
                try
                {
                    await GetAsync(set, parsed.GetValue(From), destination, cancellation).ConfigureAwait(false);
                }
                catch (Exception error) when (sets.Length > 1 && error is not OperationCanceledException)
                {
                    // The next one may come all the same.
                    Failure failure = failures[set.Name] = Failure.Describe(error);
                    Console.Error.WriteLine($"{Application.Name}: {set.Name}: {failure.Message}");
                }
            }

            JsonResult.Write(destination, new DataListing(DataFolder.Current.Path, [.. sets.Select(set => ListedDataSet.Of(DataFolder.Current, set))]));
            if (failures.Count == 0)
            {
                return ExitCode.Success;
            }

            Console.Error.WriteLine($"{Application.Name}: {failures.Count} of {sets.Length} data sets did not come: {string.Join(", ", failures.Keys)}");
            return failures.Values.First().Code;
        });
        return verb;
    }

    private static Verb CreateCheck()
    {
        Argument<string[]> names = Names(ArgumentArity.ZeroOrMore);
        Option<string?> json = JsonOption.Create();
        Verb verb = new("check", "Compare data sets at hand with what was published, byte by byte", "data check", "data check cifar10") { names, json };
        verb.SetAction(parsed =>
        {
            string? destination = parsed.GetValue(json);
            JsonResult.Check(destination);
            DataSet[] chosen = Chosen(parsed.GetValue(names)!);
            foreach (DataSet set in chosen)
            {
                DataFolder.Current.Require(set);
            }

            DataCheckListing listing = DataCheckListing.Create(chosen.Length > 0 ? chosen : DataSets.All);
            if (destination != JsonResult.StandardOutput)
            {
                listing.Write(Screen.For(destination));
            }

            JsonResult.Write(destination, listing);
            return listing.Sets.Any(set => set.Status == CheckedDataSet.Damaged) ? ExitCode.Failed : ExitCode.Success;
        });
        return verb;
    }

    private static async Task GetAsync(DataSet set, string? from, string? json, CancellationToken cancellation)
    {
        DataFolder folder = DataFolder.Current;
        // What is there and whole needs no fetching; what is damaged is fetched anew.
        if (from is null && DataSetCheck.Of(folder, set) is { Place: { } place, Fault: null })
        {
            Screen.For(json).WriteLine($"{set.Name} is at hand: {place}");
            return;
        }

        DataSetFetcher fetcher = new(folder);
        string target;
        if (from is null)
        {
            using FetchDisplay display = new();
            target = await fetcher.FetchAsync(set, display, cancellation).ConfigureAwait(false);
        }
        else
        {
            target = fetcher.Take(set, from);
        }

        Screen.For(json).WriteLine($"{set.Name}: {set.Summary}");
        Screen.For(json).WriteLine($"{(set.IsImageFolder ? "one folder of images for each class" : "verified")}, in {target}; licence: {set.License}");
    }

    private static Argument<string[]> Names(ArgumentArity arity)
    {
        Argument<string[]> names = new("NAME") { Arity = arity, HelpName = "NAME", Description = "Data sets, as './impetus data list' names them" };
        names.CompletionSources.Add(_ => DataSets.All.Select(set => new System.CommandLine.Completions.CompletionItem(set.Name)));
        return names;
    }

    private static DataSet[] Chosen(string[] names)
    {
        string[] known = [.. DataSets.All.Select(set => set.Name)];
        string? unknown = names.FirstOrDefault(name => !known.Contains(name));
        return unknown is null
            ? [.. names.Distinct().Select(DataSets.Named)]
            : throw new BadInputException($"there is no data set '{unknown}'; {Alternatives.Clause(unknown, known, "data sets")}");
    }
}
