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
        Description = $"An option of the optimizer with its values, or of a wrapper (sam.rho); several --grid make every combination, of which there may be {SweepPoint.Most} [default: the optimizer's search space]",
        HelpName = "KEY=V1,V2,...",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<Tuning?> Tune = TuneOption.Create(
        "Which points are trained: grid (all), random:N (N of them, drawn at random) or published (the rates that the task's paper tried, with its options) [default: grid]",
        initial: null,
        LearningRateTuning.Grid,
        LearningRateTuning.Random,
        LearningRateTuning.Published);

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
            "sweep --optimizer adam-cm --grid lr=1e-4,1e-3 --grid capacity=5,20 --seeds 2 --out sweeps/cm --json result.json",
            "sweep --optimizer 'sam+sgdm:lr=0.05' --grid sam.rho=0.01,0.05,0.1",
            "sweep --optimizer ademamix --tune random:20");
        TrainingOptions.AddTo(verb, Optimizer, Grid, Tune);
        verb.Add(Out);
        verb.Add(Json);
        verb.Validators.Add(Validate);
        verb.SetAction((parsed, cancellation) => System.Threading.Tasks.Task.FromResult(Run(parsed, cancellation)));
        return verb;
    }

    // Works on the words as they are: the values of options cannot be asked for here where they are wrong.
    private static void Validate(CommandResult result)
    {
        Tuning? tuning = result.GetResult(Tune) is { Tokens: [Token way] } ? TuneOption.Find(way.Value) : null;
        if (result.GetResult(Optimizer) is not { Tokens: [Token optimizer] } || (result.GetResult(Tune) is not null && tuning is null))
        {
            return;
        }

        try
        {
            string[] grid = [.. result.GetResult(Grid)?.Tokens.Select(token => token.Value) ?? []];
            if (tuning?.Way == LearningRateTuning.Published && grid.Length > 0)
            {
                result.AddError("--tune published and --grid both say which points are trained: give one of them");
            }
            else if (tuning?.Way != LearningRateTuning.Published)
            {
                PointsOf(optimizer.Value, grid, tuning?.Draws);
            }
        }
        catch (Exception error) when (error is FormatException or LabException)
        {
            result.AddError(error.Message);
        }
    }

    private static IReadOnlyList<SweepPoint> PointsOf(string optimizer, string[] grid, int? draws)
    {
        OptimizerSpecification specification = OptimizerSpecification.Parse(optimizer);
        return SweepPoint.Of(specification, grid.Length > 0 ? [.. grid.Select(SweepAxis.Parse)] : SweepPoint.SearchSpace(specification), draws);
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        ComparisonPlan plan = TrainingOptions.PlanOf(parsed) with { Folder = parsed.GetValue(Out), RunsFolder = "sweeps", Processes = LaunchedProcesses.Start(), SideBySide = LaunchedProcesses.CoresOfEach };
        string optimizer = parsed.GetRequiredValue(Optimizer).Text;
        IReadOnlyList<SweepPoint> points = parsed.GetValue(Tune) is { Way: LearningRateTuning.Published }
            ? SweepPoint.Published(plan.Task, optimizer)
            : PointsOf(optimizer, parsed.GetValue(Grid) ?? [], parsed.GetValue(Tune)?.Draws);
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
