using Impetus.Lab.Runs;
using Impetus.Lab.Training;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Comparisons;

/// <summary>What has to be in place before the first run of a plan: the engine, the data, and a run folder for this process alone.</summary>
internal sealed class ComparisonSetup : IDisposable
{
    private readonly RunLock? _lock;

    /// <summary>Loads the task and takes the run folder.</summary>
    /// <exception cref="LabException">Data or the run folder cannot be used, or the plan is out of range.</exception>
    /// <exception cref="BackendUnavailableException">libtorch cannot be loaded.</exception>
    public ComparisonSetup(ComparisonPlan plan)
    {
        Plan = plan;
        ComparisonBudget.Check(plan);
        TorchBackend.Tune(plan.Threads);
        Budget = ComparisonBudget.Settle(plan);
        if (plan.Threads is null && !TrainingModel.DrawsRandomNumbers(Budget.Task))
        {
            TorchBackend.Tune(1);
            SideBySide = Math.Min(plan.SideBySide ?? int.MaxValue, Comparisons.SideBySide.Width);
        }
        else if (plan.Threads is null && plan.Processes is not null)
        {
            // The numbers must not follow the number of processes.
            TorchBackend.Tune(1);
        }

        Environment = CurrentEnvironment.Describe(ComparisonRuns.OptimizerThreads);
        if (plan.Processes is { Rank: > 0 })
        {
            Folder = RunFolder.Open(plan.Folder!);    // the first process's
            return;
        }

        Folder = plan.Folder is { } given ? RunFolder.Make(given) : RunFolder.Create(plan.RunsFolder, plan.Task.Name, StartedAt);
        _lock = RunLock.Take(Folder.Path);
    }

    /// <summary>What is asked for.</summary>
    public ComparisonPlan Plan { get; }

    /// <summary>What a run may spend, and the data.</summary>
    public ComparisonBudget Budget { get; }

    /// <summary>The machine and the software.</summary>
    public RunEnvironment Environment { get; }

    /// <summary>Takes the results.</summary>
    public RunFolder Folder { get; }

    /// <summary>When this process began with it.</summary>
    public DateTimeOffset StartedAt { get; } = DateTimeOffset.Now;

    /// <summary>The scale as results spell it.</summary>
    public string Scale => Plan.Scale.ToString().ToLowerInvariant();

    /// <summary>
    /// How many runs are carried out at a time. The engine has one generator of random numbers for the process, so that runs of a
    /// network that draws from it, as dropout does, come one after the other, each on all threads.
    /// </summary>
    public int SideBySide { get; } = 1;

    /// <summary>Whether learning rates are tuned.</summary>
    public bool IsTuned => Plan.Tuning != LearningRateTuning.None;

    /// <summary>What is asked for, as the run folder keeps it.</summary>
    public ComparisonConfiguration Configuration() => new()
    {
        Task = Plan.Task.Name,
        Scale = Scale,
        Optimizers = Plan.Optimizers,
        Seeds = Budget.Seeds,
        Tuning = Plan.Tuning.ToString().ToLowerInvariant() + (Plan.Tuning is LearningRateTuning.Random or LearningRateTuning.Halving ? $":{Plan.Draws}" : ""),
        Budget = Budget.Training,
        Metric = Plan.Task.Metric,
        Threads = get_num_threads(),
        Engine = "TorchSharp",
        Data = Budget.Task.Data,
        Instruments = Plan.Instruments.Count == 0 ? null : Plan.Instruments,
        InstrumentEvery = Plan.Instruments.Count == 0 ? null : Budget.InstrumentEvery,
        Judged = Plan.Judged == JudgedValue.Final ? null : Plan.Judged.ToString().ToLowerInvariant(),
    };

    /// <summary>What is going to happen.</summary>
    public ComparisonOverview Overview()
    {
        int count = Plan.Optimizers.Count;
        (long Runs, long Steps)[] rounds =
        [
            .. from optimizer in PlannedOptimizer.Of(Plan)
               from round in Budget.TuningSteps.Index()
               let runs = (long)TuningRounds.Count(optimizer.Points.Count, round.Index)
               select (runs, runs * round.Item),
        ];
        int seedRuns = count * Budget.Seeds;
        return new ComparisonOverview(
            Plan.Task.Name,
            Plan.Task.Summary,
            Plan.Task.Metric,
            Plan.Scale,
            Plan.Optimizers,
            Budget.Seeds,
            Budget.Training,
            (int)rounds.Sum(static round => round.Runs) + seedRuns,
            rounds.Sum(static round => round.Steps) + (seedRuns * Budget.Training.Steps),
            SideBySide,
            Folder.Path,
            Environment);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock?.Dispose();
        Budget.Dispose();
    }
}
