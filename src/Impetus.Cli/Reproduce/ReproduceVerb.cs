using System.CommandLine;
using System.CommandLine.Parsing;
using Impetus.Cli.List;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Cli.Shared.Processes;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Tasks;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Reproduce;

/// <summary><c>impetus reproduce</c>: makes figures and tables of papers again, and decides what the papers claim about them.</summary>
internal static class ReproduceVerb
{
    private static readonly Argument<string?> Id = CreateId();

    private static readonly Option<bool> List = new("--list") { Description = "Name all experiments, with what each claims" };

    private static readonly Option<string> ScaleName = ChoiceOption.Create(
        "--scale", "The budget: smoke (seconds), cpu (minutes) or paper", "cpu", () => ["smoke", "cpu", "paper"]);

    private static readonly Option<long?> Seed = NumberOption.Whole("--seed", "Where random numbers start [default: 0]", 0, int.MaxValue);

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Write claims, table, figures and notes as one HTML page to FILE",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Keep results, figures and pages in DIR; results that are there already are kept [default for several experiments: runs/reproduce-SCALE-seedS]",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "reproduce",
            "Make figures and tables of papers again, and test what the papers claim",
            "reproduce --list",
            "reproduce maxva/fig2",
            "reproduce all --out runs/all",
            "reproduce tam/fig5 --out runs/networks",
            "reproduce networks --scale smoke",
            "reproduce cm --scale smoke",
            "reproduce maxva/fig2 --scale smoke --seed 1 --json - --report fig2.html")
        {
            Id, List, ScaleName, Seed, Out, Report, Json,
        };
        verb.Validators.Add(result =>
        {
            bool isNamed = result.GetResult(Id) is { Tokens.Count: > 0 }, isList = result.GetValue(List);
            if (isNamed == isList)
            {
                result.AddError(isNamed
                    ? "--list names all experiments: leave out the ID, or --list"
                    : "'impetus reproduce' needs the ID of an experiment; './impetus reproduce --list' names them all");
            }

            // An unknown ID has its own message, and no value yet to ask for.
            bool isOne = isNamed && ExperimentRegistry.Select(result.GetResult(Id)!.Tokens[0].Value).Count <= 1;
            if (isNamed && result.GetResult(Report) is not null && (result.GetResult(Out) is not null || !isOne))
            {
                result.AddError("--report is for the page of one experiment; the folder of --out has pages of its own");
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
        string word = parsed.GetValue(Id)!;
        string? json = parsed.GetValue(Json), folder = parsed.GetValue(Out);
        JsonResult.Check(json);
        Scale scale = Enum.Parse<Scale>(parsed.GetRequiredValue(ScaleName), ignoreCase: true);
        ExperimentSettings settings = new(scale, (ulong)(parsed.GetValue(Seed) ?? 0)) { Cancellation = cancellation };
        return folder is null && ExperimentRegistry.Find(word) is { } single
            ? RunOne(single, settings, parsed.GetValue(Report), json)
            : WatchedReproduction.Run(ExperimentRegistry.Select(word), word, settings, folder, json);
    }

    private static int RunOne(IExperiment experiment, ExperimentSettings settings, string? report, string? json)
    {
        if (report is not null)
        {
            OutputFile.Check("--report", report);
        }

        if (MissingDataException.For(experiment, settings.Scale) is { } missing)
        {
            throw missing;
        }

        if (LaunchedProcesses.Start() is { Rank: > 0 })
        {
            return ExitCode.Success;    // one experiment is the first process's
        }

        Console.Error.WriteLine($"{Application.Name}: {experiment.Id} at {settings.Scale.ToString().ToLowerInvariant()} scale");
        ReproducedExperiment result = experiment.TrainsNetworks ? RunNetworks(experiment, settings) : ReproducedExperiment.Run(experiment, settings);
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

    // Runs are kept one by one: whatever ends the process, the same command goes on.
    private static ReproducedExperiment RunNetworks(IExperiment experiment, ExperimentSettings settings)
    {
        using ReproductionProgress progress = new(Console.Error, isTerminal: !Console.IsErrorRedirected);
        progress.Started(experiment.Id, 1, 1);
        return ReproducedExperiment.Run(experiment, settings with
        {
            RunsFolder = ReproductionRun.RunsOf(WatchedReproduction.FolderOf(settings)),
            Progress = progress.Progressed,
        });
    }

    private static Argument<string?> CreateId()
    {
        Argument<string?> id = new("ID")
        {
            Description = $"The experiment, such as maxva/fig2; a paper ({string.Join(", ", ExperimentRegistry.Papers)}) or all, which mean those without networks; or networks",
            HelpName = "ID",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Parse,
        };
        id.CompletionSources.Add(_ => Words());
        return id;
    }

    private static string? Parse(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return null;
        }

        string word = result.Tokens[0].Value;
        if (ExperimentRegistry.Select(word).Count == 0)
        {
            result.AddError($"there is no experiment '{word}'; {Alternatives.Clause(word, Words(), "experiments")}");
        }

        return word;
    }

    private static string[] Words() => [.. ExperimentRegistry.All.Select(experiment => experiment.Id), .. ExperimentRegistry.Papers, ExperimentRegistry.Everything, ExperimentRegistry.Networks];
}
