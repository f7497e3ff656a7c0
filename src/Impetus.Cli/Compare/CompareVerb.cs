using System.CommandLine;
using System.Text.Json;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Cli.Shared.Processes;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Compare;

/// <summary><c>impetus compare</c>: trains several optimizers on equal terms, and says which differ.</summary>
internal static class CompareVerb
{
    private static readonly Option<IReadOnlyList<string>?> Optimizers = OptimizersOption.Several(ComparisonPlan.DefaultOptimizers);

    private static readonly Option<Tuning?> Tune = TuneOption.Create(
        "How learning rates are chosen: grid (a third, one and three times the rate that a specification gives, or the task's paper, or the default), published (the rates that the task's paper tried; at paper scale the setting that it chose), random:N (N points of the search space of each optimizer, with all its options; its defaults are the first), halving:N (the same points; the better half goes on with twice the steps, again and again) or none",
        LearningRateTuning.Grid,
        LearningRateTuning.Grid,
        LearningRateTuning.Published,
        LearningRateTuning.Random,
        LearningRateTuning.Halving,
        LearningRateTuning.None);

    private static readonly Option<string> Judged = ChoiceOption.Create(
        "--metric", "Which value of the metric a run counts with: final (on the test part, after the last step) or best (of the validation curve)", "final", () => ["final", "best"]);

    private static readonly Option<string?> Out = FolderOption.Create(
        "--out", "The run folder; if the same comparison was interrupted there, it goes on without its finished runs [default: a new one in runs]");

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "compare",
            $"Train optimizers on equal terms, and tell which of them differ. {TrainingOptions.DefaultCost}",
            "compare",
            "compare --scale smoke",
            "compare --optimizers adamw:lr=1e-3,beta1=0.8,tam,adam-cm:capacity=10 --seeds 5",
            "compare --task label-flip --optimizers sgd,sgdm,tam --tune published --metric best",
            "compare --optimizers adamw,ademamix,adam-cm --tune random:9 --instruments sharpness",
            "compare --optimizers 'sgdm,torque-aware*maximum-variation' --epochs 4 --tune none --json result.json");
        TrainingOptions.AddTo(verb, Optimizers);
        verb.Add(Tune);
        verb.Add(Judged);
        verb.Add(Out);
        verb.Add(Json);
        verb.SetAction((parsed, cancellation) => System.Threading.Tasks.Task.FromResult(Run(parsed, cancellation)));
        return verb;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        ComparisonPlan plan = PlanOf(parsed) with { Processes = LaunchedProcesses.Start(), SideBySide = LaunchedProcesses.CoresOfEach };
        if (plan.Processes is { Rank: > 0 })
        {
            ComparisonExperiment.Help(plan, LaunchedProcesses.Tell, cancellation);
            return ExitCode.Success;
        }

        Comparison comparison = WithReport(WatchedComparison.Run(plan, cancellation));
        int finished = comparison.Rows.Sum(row => row.Runs.Count(run => run.Status == RunStatus.Finished));
        if (finished > 0)
        {
            IAnsiConsole screen = Screen.For(json);
            ComparisonTable.Write(screen, comparison);
            screen.WriteLine($"Report: {comparison.Report}");
        }

        JsonResult.WriteText(json, JsonSerializer.Serialize(comparison, RunJson.Indented.Comparison));
        return EndOf(comparison, finished);
    }

    private static Comparison WithReport(Comparison comparison)
    {
        Comparison reported = comparison with { Report = Path.Combine(comparison.RunFolder, ReportPages.RunPage) };
        ComparisonReport.Write(reported, reported.Report);
        RunFolder.Open(reported.RunFolder).Write(reported);
        return reported;
    }

    private static int EndOf(Comparison comparison, int finished)
    {
        string? trouble = comparison.Status == RunStatus.Stopped
            ? $"stopped: {finished} of {comparison.Rows.Count * comparison.Seeds} runs had finished and are kept; go on with the same command and --out {comparison.RunFolder}"
            : finished == 0 ? "every run diverged: try smaller learning rates" : null;
        if (trouble is null)
        {
            return ExitCode.Success;
        }

        Console.Error.WriteLine($"{Application.Name}: {trouble}");
        return ExitCode.Failed;
    }

    private static ComparisonPlan PlanOf(ParseResult parsed) => TrainingOptions.PlanOf(parsed) with
    {
        Optimizers = parsed.GetValue(Optimizers) ?? ComparisonPlan.DefaultOptimizers,
        Tuning = parsed.GetValue(Tune)!.Way,
        Draws = parsed.GetValue(Tune)!.Draws ?? 1,
        Judged = Enum.Parse<JudgedValue>(parsed.GetRequiredValue(Judged), ignoreCase: true),
        Folder = parsed.GetValue(Out),
    };
}
