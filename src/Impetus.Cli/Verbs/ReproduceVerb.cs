using System.CommandLine;
using System.CommandLine.Parsing;
using Impetus.Cli.Errors;
using Impetus.Cli.Help;
using Impetus.Cli.Listing;
using Impetus.Cli.Options;
using Impetus.Cli.Output;
using Impetus.Cli.Reproducing;
using Impetus.Lab.Experiments.Reproduction;
using Impetus.Lab.Tasks;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Verbs;

/// <summary><c>impetus reproduce</c>: makes a figure or table of a paper again, and decides what the paper claims about it.</summary>
internal static class ReproduceVerb
{
    private static readonly Argument<IExperiment?> Id = CreateId();

    private static readonly Option<bool> List = new("--list") { Description = "Name all experiments, with what each claims" };

    private static readonly Option<string> ScaleName = ChoiceOption.Create(
        "--scale", "The budget: smoke (seconds), cpu (minutes) or paper", "cpu", () => ["smoke", "cpu", "paper"]);

    private static readonly Option<long?> Seed = NumberOption.Whole("--seed", "Where random numbers start [default: 0]", 0, int.MaxValue);

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Write claims, table, figures and notes as one HTML page to FILE",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "reproduce",
            "Make a figure or table of a paper again, and test what the paper claims",
            "reproduce --list",
            "reproduce maxva/fig2",
            "reproduce maxva/fig2 --scale smoke --seed 1 --json - --report fig2.html")
        {
            Id, List, ScaleName, Seed, Report, Json,
        };
        verb.Validators.Add(result =>
        {
            bool isNamed = result.GetResult(Id) is { Tokens.Count: > 0 }, isList = result.GetValue(List);
            if (isNamed == isList)
            {
                result.AddError(isNamed
                    ? "--list names all experiments: leave out the ID, or --list"
                    : "'impetus reproduce' needs the ID of an experiment; 'impetus reproduce --list' names them all");
            }
        });
        verb.SetAction((parsed, cancellation) => Task.FromResult(parsed.GetValue(List) ? ListAll(parsed) : Run(parsed, cancellation)));
        return verb;
    }

    private static int ListAll(ParseResult parsed)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        ExperimentListing listing = ExperimentListing.OfReproductions();
        if (json != JsonResult.StandardOutput)
        {
            listing.WriteClaims(Screen.For(json));
        }

        JsonResult.Write(json, listing);
        return ExitCode.Success;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        IExperiment experiment = parsed.GetValue(Id)!;
        string? json = parsed.GetValue(Json), report = parsed.GetValue(Report);
        JsonResult.Check(json);
        CheckReport(report);
        Scale scale = Enum.Parse<Scale>(parsed.GetRequiredValue(ScaleName), ignoreCase: true);
        Console.Error.WriteLine($"{experiment.Id}, {parsed.GetRequiredValue(ScaleName)} scale: {experiment.Title}");

        ReproducedExperiment result = ReproducedExperiment.Run(experiment, new(scale, (ulong)(parsed.GetValue(Seed) ?? 0)) { Cancellation = cancellation });
        IAnsiConsole screen = Screen.For(json);
        ReproductionTable.Write(screen, result);
        if (report is not null)
        {
            ReproductionReport.Write(result, report);
            screen.WriteLine($"Report: {report}");
        }

        JsonResult.Write(json, result);
        return ExitCode.Success;
    }

    private static void CheckReport(string? report)
    {
        if (report is not null && (Directory.Exists(report) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(report)))))
        {
            throw new BadInputException($"--report cannot write '{report}': {(Directory.Exists(report) ? "it is a folder" : "its folder does not exist")}");
        }
    }

    private static Argument<IExperiment?> CreateId()
    {
        Argument<IExperiment?> id = new("ID")
        {
            Description = "The experiment, such as maxva/fig2",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Parse,
        };
        id.CompletionSources.Add(_ => ExperimentRegistry.All.Select(experiment => experiment.Id));
        return id;
    }

    private static IExperiment? Parse(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return null;
        }

        string word = result.Tokens[0].Value;
        IExperiment? experiment = ExperimentRegistry.Find(word);
        if (experiment is null)
        {
            result.AddError($"there is no experiment '{word}'; {Alternatives.Clause(word, [.. ExperimentRegistry.All.Select(known => known.Id)], "experiments")}");
        }

        return experiment;
    }
}
