using System.Diagnostics;
using Impetus.Distributed;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;
using Impetus.Torch;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// Trains several optimizers on one task under the same conditions: equal tuning budgets, and per seed the same initial
/// weights and the same batches for every optimizer.
/// </summary>
public sealed class ComparisonExperiment : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ComparisonSetup _setup;
    private readonly ComparisonConfiguration _configuration;
    private readonly EarlierRuns _earlier;

    private ComparisonExperiment(ComparisonPlan plan)
    {
        _setup = new ComparisonSetup(plan);
        try
        {
            _configuration = _setup.Configuration();
            _earlier = EarlierRuns.In(_setup.Folder, _configuration);
        }
        catch
        {
            _setup.Dispose();
            throw;
        }
    }

    /// <summary>Runs it. The run folder holds the result when this returns; writing a report is left to the caller.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step; everything finished before is in the result.</param>
    /// <returns>The result, with its curves. Its status is <see cref="RunStatus.Stopped"/> after a cancellation.</returns>
    /// <exception cref="LabException">Data or the run folder cannot be used, or the plan is out of range.</exception>
    /// <exception cref="FormatException">An optimizer is misspelt or has an option out of range.</exception>
    /// <exception cref="BackendUnavailableException">libtorch cannot be loaded.</exception>
    public static Comparison Run(ComparisonPlan plan, IComparisonObserver observer, CancellationToken cancellation = default)
    {
        ComparisonExperiment? experiment = null;
        try
        {
            IReadOnlyList<PlannedOptimizer> optimizers = [];
            // Other processes begin when the folder is ready.
            _ = plan.Processes is null ? Begin() : plan.Processes.FromFirst(Begin);
            return experiment!.Run(optimizers, observer, cancellation);

            string Begin()
            {
                optimizers = PlannedOptimizer.Of(plan);
                experiment = new(plan);
                experiment.Begin();
                return experiment._setup.Folder.Path;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"the comparison stopped, because a file could not be written ({error.Message.TrimEnd('.')}). Finished runs are kept: "
                + $"make room or fix permissions, and go on with the same command and --out {experiment?._setup.Folder.Path ?? plan.Folder}.",
                error);
        }
        finally
        {
            experiment?.Dispose();
        }
    }

    /// <summary>Takes part in a comparison whose result is the first process's: does runs of it until none is left.</summary>
    /// <param name="plan">What to compare, as the first process has it.</param>
    /// <param name="tell">Is told why all processes end, where one has died.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <exception cref="EndedElsewhereException">The first process has failed.</exception>
    /// <exception cref="LabException">Data or the run folder cannot be used here.</exception>
    public static void Help(ComparisonPlan plan, Action<string> tell, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan.Processes);
        string folder = plan.Processes.FromFirst(() => throw new InvalidOperationException("The first process runs the comparison, and helps nobody."));
        using ComparisonExperiment experiment = new(plan with { Folder = folder });
        experiment.ShareOut(PlannedOptimizer.Of(plan), new UnseenComparison(tell), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _setup.Dispose();

    private void Begin()
    {
        _setup.Folder.Write(_setup.Environment);
        _setup.Folder.Write(_configuration);
        if (_setup.Plan.Processes is not null)
        {
            ProcessLog.Clear(_setup.Folder.Path);
            _earlier.Shared.Begin();
        }
    }

    private void ShareOut(IReadOnlyList<PlannedOptimizer> optimizers, IComparisonObserver observer, CancellationToken cancellation)
    {
        using ProcessLog? log = ProcessLog.Enter(_setup.Folder.Path, _setup.Plan.Processes, observer.Noted);
        new SharedComparison(_setup, optimizers, _earlier, log, observer, cancellation).Run();
    }

    private Comparison Run(IReadOnlyList<PlannedOptimizer> optimizers, IComparisonObserver observer, CancellationToken cancellation)
    {
        ComparisonOverview overview = _setup.Overview();
        observer.ComparisonStarted(overview);
        if (_earlier.Version is { } version && version != CurrentEnvironment.InformationalVersion)
        {
            observer.Noted($"this comparison was begun with version {version}, this is {CurrentEnvironment.InformationalVersion}: runs of the two may not be comparable");
        }

        IComparisonObserver watching = observer;
        if (_setup.Plan.Processes is not null)
        {
            // Afterwards all runs are known, and what is below puts them together.
            ShareOut(optimizers, observer, cancellation);
            watching = new UnseenComparison(observer.Noted);
        }

        ProgressTracker progress = new(watching, _setup.Budget.Training.BatchSize, overview.Steps);
        ComparisonRuns runs = new(_setup, _earlier, progress);
        IReadOnlyList<TuningRow> tuning = [];
        if (_setup.IsTuned)
        {
            tuning = Tune(optimizers, runs, cancellation);
            optimizers = [.. optimizers.Zip(tuning, LearningRateSearch.Chosen)];
            if (!cancellation.IsCancellationRequested)
            {
                observer.TuningFinished(tuning);
            }
        }

        // Seed by seed, not optimizer by optimizer: whenever it is stopped, the rows have (nearly) the same seeds. And the
        // folder holds what there is after every run, should the process be killed.
        SortedList<int, ComparisonRun>[] finished = [.. optimizers.Select(_ => new SortedList<int, ComparisonRun>())];
        (PlannedOptimizer Optimizer, int Seed)[] seeds =
            [.. Enumerable.Range(1, _setup.Budget.Seeds).SelectMany(_ => optimizers, (seed, optimizer) => (optimizer, seed))];
        SideBySide.Run(
            seeds,
            _setup.SideBySide,
            (run, stop) =>
            {
                ComparisonRun result = runs.Seed(run.Optimizer, run.Seed, stop);
                lock (finished)
                {
                    finished[run.Optimizer.Place].Add(run.Seed, result);
                    _setup.Folder.Write(Result(optimizers, tuning, finished));
                }
            },
            cancellation);
        Comparison comparison = Result(optimizers, tuning, finished);
        _setup.Folder.Write(comparison);
        if (comparison.Status == RunStatus.Finished)
        {
            _earlier.Shared.Remove();
            UnfinishedRun.RemoveAll(_setup.Folder.Path);
        }

        return comparison;
    }

    /// <summary>Chooses a learning rate for every optimizer, and other options where they are searched; the folder holds what was tried after every run.</summary>
    private TuningRow[] Tune(IReadOnlyList<PlannedOptimizer> optimizers, ComparisonRuns runs, CancellationToken cancellation)
    {
        SortedList<(int Round, int Number), TuningCandidate>[] tried = [.. optimizers.Select(_ => new SortedList<(int, int), TuningCandidate>())];
        IReadOnlyList<TuningPoint>[] points = [.. optimizers.Select(optimizer => optimizer.Points)];
        foreach ((int round, long steps) in _setup.Budget.TuningSteps.Index())
        {
            SideBySide.Run(
                [.. optimizers.SelectMany(optimizer => points[optimizer.Place], (optimizer, point) => (Optimizer: optimizer, Point: point))],
                _setup.SideBySide,
                (run, stop) =>
                {
                    TuningCandidate candidate = runs.Tune(run.Optimizer, run.Point, steps, stop);
                    lock (tried)
                    {
                        tried[run.Optimizer.Place].Add((round, run.Point.Number), candidate);
                        _setup.Folder.Write(Result(optimizers, Rows(), [.. optimizers.Select(_ => new SortedList<int, ComparisonRun>())]));
                    }
                },
                cancellation);
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            points = [.. optimizers.Select(optimizer => TuningRounds.Survivors(
                [.. points[optimizer.Place].Select(point => (point, tried[optimizer.Place][(round, point.Number)]))], _setup.Plan.Task.Metric))];
        }

        return Rows();

        TuningRow[] Rows() =>
            [.. optimizers.Select(optimizer => LearningRateSearch.Choose(optimizer, _setup.Plan.Task.Metric, [.. tried[optimizer.Place].Values]))];
    }

    private Comparison Result(IReadOnlyList<PlannedOptimizer> optimizers, IReadOnlyList<TuningRow> tuning, SortedList<int, ComparisonRun>[] runs) => new()
    {
        Task = _setup.Plan.Task.Name,
        Description = _setup.Plan.Task.Summary,
        Parameters = _setup.Budget.Parameters,
        Scale = _setup.Scale,
        Seeds = _setup.Budget.Seeds,
        Budget = _setup.Budget.Training,
        Metric = _setup.Plan.Task.Metric,
        Rows = ComparisonRanking.Rank(
            optimizers.Select(optimizer => (optimizer, (IReadOnlyList<ComparisonRun>)[.. runs[optimizer.Place].Values])),
            _setup.Budget.Seeds,
            _setup.Plan.Task.Metric),
        Tuning = [.. tuning.Where(row => row.Candidates.Count > 0)],
        RunFolder = _setup.Folder.Path,
        Environment = _setup.Environment,
        StartedAt = _earlier.StartedAt ?? _setup.StartedAt,
        ElapsedSeconds = _earlier.Seconds + Stopwatch.GetElapsedTime(_start).TotalSeconds,
        Status = runs.All(list => list.Values.Count(run => run.Status != RunStatus.Stopped) == _setup.Budget.Seeds) ? RunStatus.Finished : RunStatus.Stopped,
    };
}
