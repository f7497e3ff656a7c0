using System.Diagnostics;
using Impetus.Lab.Runs;
using Impetus.Lab.Training;
using Impetus.Torch;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>
/// Trains several optimizers on one task under the same conditions: equal tuning budgets, and per seed the same initial
/// weights and the same batches for every optimizer.
/// </summary>
public sealed class ComparisonExperiment : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _startedAt = DateTimeOffset.Now;
    private readonly ComparisonPlan _plan;
    private readonly ComparisonBudget _budget;
    private readonly RunEnvironment _environment;
    private readonly RunFolder _folder;
    private readonly RunLock _lock;
    private EarlierRuns _earlier = EarlierRuns.None;

    private ComparisonExperiment(ComparisonPlan plan)
    {
        _plan = plan;
        Engine.EnsureAvailable();
        Engine.TuneAllocator();
        _budget = ComparisonBudget.Settle(plan);
        Engine.ThreadCount = plan.Threads ?? Environment.ProcessorCount;
        _environment = CurrentEnvironment.Describe(ComparisonRuns.OptimizerThreads);
        _folder = plan.Folder is { } given ? RunFolder.Make(given) : RunFolder.Create(plan.RunsFolder, plan.Task.Name, _startedAt);
        _lock = RunLock.Take(_folder.Path);
    }

    private string Scale => _plan.Scale.ToString().ToLowerInvariant();

    private bool IsTuned => _plan.Tuning == LearningRateTuning.Grid;

    /// <summary>Runs it. The run folder holds the result when this returns; writing a report is left to the caller.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step; everything finished before is in the result.</param>
    /// <returns>The result, with its curves. Its status is <see cref="RunStatus.Stopped"/> after a cancellation.</returns>
    /// <exception cref="LabException">Data or the run folder cannot be used, or the plan is out of range.</exception>
    /// <exception cref="FormatException">An optimizer is misspelt or has an option out of range.</exception>
    /// <exception cref="EngineUnavailableException">The network engine is missing.</exception>
    public static Comparison Run(ComparisonPlan plan, IComparisonObserver observer, CancellationToken cancellation = default)
    {
        IReadOnlyList<PlannedOptimizer> optimizers = PlannedOptimizer.Of(plan);
        using ComparisonExperiment experiment = new(plan);
        try
        {
            return experiment.Run(optimizers, observer, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"the comparison stopped, because a file could not be written ({error.Message.TrimEnd('.')}). Finished runs are kept: "
                + $"make room or mend permissions, and go on with the same command and --out {experiment._folder.Path}.",
                error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        _budget.Dispose();
    }

    private Comparison Run(IReadOnlyList<PlannedOptimizer> optimizers, IComparisonObserver observer, CancellationToken cancellation)
    {
        ComparisonConfiguration configuration = Configuration();
        _earlier = EarlierRuns.In(_folder, configuration);
        _folder.Write(_environment);
        _folder.Write(configuration);
        ComparisonOverview overview = Overview();
        observer.ComparisonStarted(overview);
        if (_earlier.Version is { } version && version != CurrentEnvironment.InformationalVersion)
        {
            observer.Noted($"this comparison was begun with version {version}, this is {CurrentEnvironment.InformationalVersion}: runs of the two may not be comparable");
        }

        ProgressTracker progress = new(observer, _budget.Training.BatchSize, overview.Steps);
        ComparisonRuns runs = new(_plan, _budget, _folder, _earlier, progress, cancellation);
        List<ComparisonRun>[] finished = [.. optimizers.Select(_ => new List<ComparisonRun>())];

        List<TuningRow> tuning = [];
        if (IsTuned)
        {
            foreach (PlannedOptimizer optimizer in optimizers)
            {
                tuning.Add(runs.Tune(optimizer, row => _folder.Write(Result(optimizers, [.. tuning, row], finished))));
            }

            optimizers = [.. optimizers.Zip(tuning, (optimizer, row) => optimizer with { LearningRate = row.Chosen })];
            if (!cancellation.IsCancellationRequested)
            {
                observer.TuningFinished(tuning);
            }
        }

        // Seed by seed, not optimizer by optimizer: whenever it is stopped, the rows have (nearly) the same seeds. And the
        // folder holds what there is after every run, should the process be killed.
        for (int seed = 1; seed <= _budget.Seeds; seed++)
        {
            foreach (PlannedOptimizer optimizer in optimizers.TakeWhile(_ => !cancellation.IsCancellationRequested))
            {
                finished[optimizer.Place].Add(runs.Seed(optimizer, seed));
                _folder.Write(Result(optimizers, tuning, finished));
            }
        }

        Comparison comparison = Result(optimizers, tuning, finished);
        _folder.Write(comparison);
        return comparison;
    }

    private Comparison Result(IReadOnlyList<PlannedOptimizer> optimizers, IReadOnlyList<TuningRow> tuning, List<ComparisonRun>[] runs) => new()
    {
        Task = _plan.Task.Name,
        Description = _plan.Task.Summary,
        Parameters = _budget.Parameters,
        Scale = Scale,
        Seeds = _budget.Seeds,
        Budget = _budget.Training,
        Metric = _plan.Task.Metric,
        Rows = ComparisonRanking.Rank(
            optimizers.Select(optimizer => (optimizer.Text, optimizer.LearningRate, (IReadOnlyList<ComparisonRun>)[.. runs[optimizer.Place]])),
            _budget.Seeds,
            _plan.Task.Metric),
        Tuning = [.. tuning.Where(row => row.Candidates.Count > 0)],
        RunFolder = _folder.Path,
        Environment = _environment,
        StartedAt = _earlier.StartedAt ?? _startedAt,
        ElapsedSeconds = _earlier.Seconds + Stopwatch.GetElapsedTime(_start).TotalSeconds,
        Status = runs.All(list => list.Count(run => run.Status != RunStatus.Stopped) == _budget.Seeds) ? RunStatus.Finished : RunStatus.Stopped,
    };

    private ComparisonConfiguration Configuration() => new()
    {
        Task = _plan.Task.Name,
        Scale = Scale,
        Optimizers = _plan.Optimizers,
        Seeds = _budget.Seeds,
        Tuning = _plan.Tuning.ToString().ToLowerInvariant(),
        Budget = _budget.Training,
        Metric = _plan.Task.Metric,
        Threads = Engine.ThreadCount,
        Data = _budget.Task.Data,
    };

    private ComparisonOverview Overview()
    {
        int count = _plan.Optimizers.Count;
        int tuningRuns = IsTuned ? count * LearningRateSearch.Candidates : 0;
        int seedRuns = count * _budget.Seeds;
        return new ComparisonOverview(
            _plan.Task.Name,
            _plan.Task.Summary,
            _plan.Task.Metric,
            _plan.Scale,
            _plan.Optimizers,
            _budget.Seeds,
            _budget.Training,
            tuningRuns + seedRuns,
            (tuningRuns * _budget.Training.TuningSteps) + (seedRuns * _budget.Training.Steps),
            _folder.Path,
            _environment);
    }
}
