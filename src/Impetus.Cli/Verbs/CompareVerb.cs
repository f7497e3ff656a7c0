using System.CommandLine;
using System.Text.Json;
using Impetus.Cli.Comparing;
using Impetus.Cli.Help;
using Impetus.Cli.Options;
using Impetus.Cli.Output;
using Impetus.Lab.Experiments.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Verbs;

/// <summary><c>impetus compare</c>: trains several optimizers on equal terms, and says which differ.</summary>
internal static class CompareVerb
{
    private static readonly Option<string> Task = ChoiceOption.Create(
        "--task", "What to train ('./impetus list tasks')", TaskRegistry.Default.Name, () => [.. TaskRegistry.All.Select(task => task.Name)], "T");

    private static readonly Option<IReadOnlyList<string>?> Optimizers = OptimizersOption.Several(ComparisonPlan.DefaultOptimizers);

    private static readonly Option<string> ScaleName = ChoiceOption.Create(
        "--scale", "The budget: smoke (seconds), cpu (minutes) or paper", "cpu", () => ["smoke", "cpu", "paper"]);

    private static readonly Option<string> Tune = ChoiceOption.Create(
        "--tune", "How learning rates are chosen: grid (a third, one and three times the default, or the rate that a specification gives) or none", "grid", () => ["grid", "none"]);

    private static readonly Option<long?> Seeds = NumberOption.Whole("--seeds", "Runs of each optimizer [default: by scale]", 1, 1000);

    private static readonly Option<long?> Steps = NumberOption.Whole("--steps", "Optimizer steps of a run [default: by scale]", 1, 1_000_000_000);

    private static readonly Option<double?> Epochs = NumberOption.Positive("--epochs", "Passes over the training data, instead of --steps", 100_000);

    private static readonly Option<string?> Out = FolderOption.Create(
        "--out", "The run folder; if the same comparison was interrupted there, it goes on without its finished runs [default: a new one in runs]");

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "compare",
            "Train optimizers on equal terms, and tell which of them differ",
            "compare",
            "compare --scale smoke",
            "compare --optimizers adamw:lr=1e-3,beta1=0.8,tam,adam-cm:capacity=10 --seeds 5",
            "compare --optimizers 'sgdm,torque-aware*maximum-variation' --epochs 4 --tune none --json result.json")
        {
            Task, Optimizers, Seeds, Epochs, Steps, ScaleName, Tune, Out, Json,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(Epochs) is not null && result.GetResult(Steps) is not null)
            {
                result.AddError("--epochs and --steps say the same thing: give one of them");
            }
        });
        verb.SetAction((parsed, cancellation) => System.Threading.Tasks.Task.FromResult(Run(parsed, cancellation)));
        return verb;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        Comparison comparison = WithReport(WatchedComparison.Run(PlanOf(parsed), cancellation));
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

    private static ComparisonPlan PlanOf(ParseResult parsed) => new()
    {
        Task = TaskRegistry.Find(parsed.GetRequiredValue(Task))!,
        Optimizers = parsed.GetValue(Optimizers) ?? ComparisonPlan.DefaultOptimizers,
        Scale = Enum.Parse<Scale>(parsed.GetRequiredValue(ScaleName), ignoreCase: true),
        Tuning = Enum.Parse<LearningRateTuning>(parsed.GetRequiredValue(Tune), ignoreCase: true),
        Seeds = (int?)parsed.GetValue(Seeds),
        Steps = parsed.GetValue(Steps),
        Epochs = parsed.GetValue(Epochs),
        Folder = parsed.GetValue(Out),
    };
}
