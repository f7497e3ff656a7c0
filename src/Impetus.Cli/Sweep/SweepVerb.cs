using System.CommandLine;
using System.CommandLine.Parsing;
using Impetus.Cli.Compare;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Cli.Shared.Processes;
using Impetus.Lab;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Comparisons.Sweeps;
using Impetus.Lab.Runs;

namespace Impetus.Cli.Sweep;

/// <summary><c>impetus sweep</c>: trains an optimizer at every point of a grid of its options, and says which is best.</summary>
internal static class SweepVerb
{
    private static readonly Option<OptimizerSpecification> Optimizer = OptimizersOption.One();

    private static readonly Option<string[]> Grid = new("--grid")
    {
        Description = $"An option of the optimizer with its values; several --grid make every combination, of which there may be {SweepPoint.Most}",
        HelpName = "KEY=V1,V2,...",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Out = FolderOption.Create(
        "--out", "The run folder; if the same sweep was interrupted there, it goes on without its finished runs [default: a new one in sweeps]");

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "sweep",
            $"Train an optimizer at every point of a grid of its options, and rank them by the validation part. {TrainingOptions.DefaultCost}",
            "sweep --optimizer adamw --grid lr=3e-4,1e-3,3e-3 --scale smoke",
            "sweep --optimizer adam-cm --grid lr=1e-4,1e-3 --grid capacity=5,20 --seeds 2 --out sweeps/cm --json result.json");
        TrainingOptions.AddTo(verb, Optimizer, Grid);
        verb.Add(Out);
        verb.Add(Json);
        verb.Validators.Add(Validate);
        verb.SetAction((parsed, cancellation) => System.Threading.Tasks.Task.FromResult(Run(parsed, cancellation)));
        return verb;
    }

    // Works on the words as they are: the values of options cannot be asked for here where they are wrong.
    private static void Validate(CommandResult result)
    {
        if (result.GetResult(Optimizer) is not { Tokens: [Token optimizer] } || result.GetResult(Grid) is not { Tokens: { Count: > 0 } grid })
        {
            return;
        }

        try
        {
            PointsOf(optimizer.Value, grid.Select(token => token.Value));
        }
        catch (Exception error) when (error is FormatException or LabException)
        {
            result.AddError(error.Message);
        }
    }

    private static IReadOnlyList<SweepPoint> PointsOf(string optimizer, IEnumerable<string> grid)
        => SweepPoint.Of(OptimizerSpecification.Parse(optimizer), [.. grid.Select(SweepAxis.Parse)]);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        ComparisonPlan plan = TrainingOptions.PlanOf(parsed) with { Folder = parsed.GetValue(Out), RunsFolder = "sweeps", Processes = LaunchedProcesses.Start(), SideBySide = LaunchedProcesses.CoresOfEach };
        IReadOnlyList<SweepPoint> points = PointsOf(parsed.GetRequiredValue(Optimizer).Text, parsed.GetRequiredValue(Grid));
        if (plan.Processes is { Rank: > 0 })
        {
            SweepExperiment.Help(plan, points, LaunchedProcesses.Tell, cancellation);
            return ExitCode.Success;
        }

        SweepResult sweep = SweepExperiment.Run(plan, points, new PlainProgress(Console.Error), cancellation);
        int ended = sweep.Rows.Sum(row => row.Runs.Count(run => run.Status != RunStatus.Stopped));
        if (ended > 0)
        {
            SweepTable.Write(Screen.For(json), sweep);
        }

        JsonResult.Write(json, sweep);
        string? trouble = sweep.Status == RunStatus.Stopped
            ? $"stopped: {ended} of {sweep.Rows.Count * sweep.Seeds} runs had ended and are kept; go on with the same command and --out {sweep.RunFolder}"
            : sweep.Best is null ? "no point finished for every seed: try smaller learning rates" : null;
        if (trouble is null)
        {
            return ExitCode.Success;
        }

        Console.Error.WriteLine($"{Application.Name}: {trouble}");
        return ExitCode.Failed;
    }
}
