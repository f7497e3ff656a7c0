using System.Globalization;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Torch;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>
/// How much longer training takes with one optimizer than with another: short runs on one thread that take turns, so that whatever
/// else the machine does falls on both, and the medians of their steps' times, turn by turn.
/// </summary>
internal sealed record StepOverhead : IExperiment
{
    private const int Seed = 1;

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required Publication Paper { get; init; }

    /// <inheritdoc/>
    public required string Title { get; init; }

    /// <summary>What is said to take longer.</summary>
    public required string Slower { get; init; }

    /// <summary>What it is compared with.</summary>
    public required string Baseline { get; init; }

    /// <summary>The largest ratio of times that the paper allows.</summary>
    public required double Most { get; init; }

    /// <summary>The ratios that the paper printed, in words.</summary>
    public required string Printed { get; init; }

    /// <summary>What is trained.</summary>
    public required IReadOnlyList<TrainingTask> Tasks { get; init; }

    /// <inheritdoc/>
    public double? Minutes => 3;

    /// <inheritdoc/>
    public bool TrainsNetworks => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Claims => [.. Tasks.Select(Statement)];

    /// <inheritdoc/>
    public IReadOnlyList<DataSet> DataAt(Scale scale) => [.. Tasks.SelectMany(task => task.Data).DistinctBy(set => set.Name)];

    /// <inheritdoc/>
    public Findings Run(ExperimentSettings settings)
    {
        using ExperimentData data = ExperimentData.Prepare(this, settings.Scale);
        TorchBackend.Tune(threads: 1);
        int turns = settings.Choose(2, 12, 24), steps = settings.Choose(3, 30, 60);
        Measured[] measured = [.. Tasks.Select(task => Measure(task, settings, turns, steps))];
        return new()
        {
            Seeds = 1,
            Generated = data.Generated,
            Rows = [.. measured.SelectMany(Rows)],
            Claims = [.. measured.Select(own => Decide(own, data.Generated.Count > 0))],
            Notes = [Printed, $"{turns} turns of {steps} steps each, on one thread; a ratio is that of the medians of two runs that follow each other. On a machine that is busy with other things ratios scatter, which the test takes into account."],
        };
    }

    private Measured Measure(TrainingTask task, ExperimentSettings settings, int turns, int steps)
    {
        ScaleBudget budget = task.Budgets[settings.Scale] with { Steps = steps };
        using ILoadedTask loaded = task.Load(new TaskRequest(settings.Scale, budget));
        double[] slower = new double[turns], baseline = new double[turns];
        for (int turn = 0; turn < turns; turn++)
        {
            // Whoever goes first in one turn goes second in the next.
            foreach (bool isSlower in turn % 2 == 0 ? new[] { true, false } : [false, true])
            {
                settings.Cancellation.ThrowIfCancellationRequested();
                (isSlower ? slower : baseline)[turn] = Time(task, loaded, budget, isSlower ? Slower : Baseline, settings.Cancellation);
            }
        }

        return new(task, slower, baseline);
    }

    private static double Time(TrainingTask task, ILoadedTask loaded, ScaleBudget budget, string optimizer, CancellationToken cancellation)
    {
        using TrainingRun run = new(new()
        {
            Task = loaded,
            Metric = task.Metric,
            Optimizer = optimizer,
            LearningRate = GivenLearningRate.Of(optimizer),
            Schedule = budget.Schedule,
            ClipNorm = budget.ClipNorm,
            Seed = Seed,
            Steps = budget.Steps,
            Evaluations = 0,
            Losses = 0,
            FinalPart = EvaluationPart.Curve,
            OptimizerThreads = 1,
        });
        return run.Train(static _ => { }, cancellation).MsPerStep ?? double.NaN;
    }

    private Claim Decide(Measured own, bool isGenerated)
    {
        double[] ratios = [.. own.Slower.Zip(own.Baseline, (slower, baseline) => slower / baseline)];
        Claim claim = Decision.Smaller(Statement(own.Task), ratios, [.. ratios.Select(_ => Most)], "turns");
        return isGenerated ? claim with { Verdict = Verdict.Undecided, Evidence = $"generated data; {claim.Evidence}" } : claim;
    }

    private string Statement(TrainingTask task) => string.Create(
        CultureInfo.InvariantCulture, $"On {task.Name}, a step with {NameOf(Slower)} takes at most {Most:0.###} times as long as with {NameOf(Baseline)}");

    private static string NameOf(string optimizer) => optimizer.Split(':')[0];

    private IEnumerable<Dictionary<string, object?>> Rows(Measured own)
    {
        yield return Row(own.Task, Slower, own.Slower, own);
        yield return Row(own.Task, Baseline, own.Baseline, null);
    }

    private static Dictionary<string, object?> Row(TrainingTask task, string optimizer, double[] times, Measured? ratio) => new()
    {
        ["optimizer"] = optimizer,
        ["task"] = task.Name,
        ["msPerStep"] = Statistics.OverSeeds.Median(times),
        ["ratio"] = ratio is null ? null : Statistics.OverSeeds.Median(ratio.Slower.Zip(ratio.Baseline, (slower, baseline) => slower / baseline)),
    };

    private sealed record Measured(TrainingTask Task, double[] Slower, double[] Baseline);
}
