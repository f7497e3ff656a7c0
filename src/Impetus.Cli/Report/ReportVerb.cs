using System.CommandLine;
using Impetus.Cli.Compare;
using Impetus.Cli.Reproduce;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Report;

/// <summary><c>impetus report DIR...</c>: pages over the results of <c>reproduce</c>, <c>compare</c> and <c>train</c>.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string[]> Folders = new("DIR")
    {
        Description = "Folders that reproduce, compare or train have written",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Where the pages go [default: the first DIR]", HelpName = "DIR" };

    private static readonly Option<string?> Markdown = new("--markdown")
    {
        Description = "Put the table of claims and verdicts, and the tables of comparisons, into FILE, between their marks",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "report",
            "Write pages over results: every claim and its verdict, a page for each paper, the report of each comparison and training run",
            "report runs/all",
            "report runs/tam runs/cm --out pages",
            "report runs/all --markdown docs/reproduction.md",
            "report runs/adamw runs/adam-cm --out pages")
        {
            Folders, Out, Markdown, Json,
        };
        verb.SetAction(parsed => UnwritableFolder.Explain("give the pages another folder with --out (the page of a run goes into the folder of the run)", () => Run(parsed)));
        return verb;
    }

    private static void Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        string[] folders = parsed.GetRequiredValue(Folders);
        string output = parsed.GetValue(Out) ?? folders[0];
        if (folders.Append(output).FirstOrDefault(File.Exists) is { } file)
        {
            throw new BadInputException($"'{file}' is a file, and report needs a folder");
        }

        ReportedResults reported = ReportPages.Write(folders, output);
        ClaimCounts counts = ClaimCounts.Of(reported.Experiments.SelectMany(result => result.Claims));
        IAnsiConsole screen = Screen.For(json);
        if (parsed.GetValue(Markdown) is { } page)
        {
            ReportPages.WriteMarkdown(folders, page);
            screen.WriteLine($"Tables: {page}");
        }

        screen.WriteLine($"{Wording.Count(reported.Experiments.Count, "experiment")}: {counts}; {Wording.Count(reported.Comparisons.Count, "comparison")}; {Wording.Count(reported.Trainings.Count, "training run")}");
        screen.WriteLine($"Report: {reported.FrontPage}");
        JsonResult.Write(json, new ReportSummary(counts, reported.Experiments, reported.Failures, reported.Comparisons, reported.Trainings, reported.FrontPage));
    }
}
