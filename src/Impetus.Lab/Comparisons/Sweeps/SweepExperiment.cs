using System.Text.Json;
using Impetus.Distributed;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;
using Impetus.Torch;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>
/// Trains every point of a grid, per seed from the same initial weights on the same batches, and judges them on the validation
/// part. The test part stays unseen, for the comparison that comes after the choice.
/// </summary>
public static class SweepExperiment
{
    /// <summary>Runs it. The run folder holds the result when this returns, and after every run what there is.</summary>
    /// <param name="plan">What to train on; its optimizers and its tuning play no part.</param>
    /// <param name="points">The grid.</param>
    /// <param name="observer">Watches the progress. All runs count as tuning.</param>
    /// <param name="cancellation">Stops after the current step; everything finished before is in the result.</param>
    /// <exception cref="LabException">Data or the run folder cannot be used, or the plan is out of range.</exception>
    /// <exception cref="FormatException">A point is misspelt or has an option out of range.</exception>
    /// <exception cref="BackendUnavailableException">libtorch cannot be loaded.</exception>
    public static SweepResult Run(ComparisonPlan plan, IReadOnlyList<SweepPoint> points, IComparisonObserver observer, CancellationToken cancellation = default)
    {
        plan = PlanOf(plan, points);
        _ = PlannedOptimizer.Of(plan);    // what makes no sense is found before a folder is made
        ComparisonSetup? begun = null;
        try
        {
            // Other processes begin when the folder is ready.
            _ = plan.Processes is null ? Begin() : plan.Processes.FromFirst(Begin);
            return Run(begun!, points, observer, cancellation);
        }
        finally
        {
            begun?.Dispose();
        }

        string Begin()
        {
            begun = new ComparisonSetup(plan);
            ComparisonConfiguration configuration = ConfigurationOf(begun);
            // Refuses a folder with anything else than this sweep.
            EarlierRuns earlier = EarlierRuns.In(begun.Folder, configuration);
            begun.Folder.Write(begun.Environment);
            begun.Folder.Write(configuration);
            if (plan.Processes is not null)
            {
                ProcessLog.Clear(begun.Folder.Path);
                earlier.Shared.Begin();
            }

            return begun.Folder.Path;
        }
    }

    /// <summary>Takes part in a sweep whose result is the first process's: does runs of it until none is left.</summary>
    /// <param name="plan">What to train on, as the first process has it.</param>
    /// <param name="points">The grid, as the first process has it.</param>
    /// <param name="tell">Is told why all processes end, where one has died.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <exception cref="EndedElsewhereException">The first process has failed.</exception>
    /// <exception cref="LabException">Data or the run folder cannot be used here.</exception>
    public static void Help(ComparisonPlan plan, IReadOnlyList<SweepPoint> points, Action<string> tell, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan.Processes);
        string folder = plan.Processes.FromFirst(() => throw new InvalidOperationException("The first process runs the sweep, and helps nobody."));
        using ComparisonSetup setup = new(PlanOf(plan, points) with { Folder = folder });
        new SharedSweep(setup, new SweepRuns(setup, EarlierRuns.In(setup.Folder, ConfigurationOf(setup))), new UnseenComparison(tell), cancellation).Run();
    }

    private static SweepResult Run(ComparisonSetup setup, IReadOnlyList<SweepPoint> points, IComparisonObserver observer, CancellationToken cancellation)
    {
        EarlierRuns earlier = EarlierRuns.In(setup.Folder, ConfigurationOf(setup));
        SweepRuns known = new(setup, earlier);
        ComparisonOverview overview = setup.Overview();
        observer.ComparisonStarted(overview);
        if (setup.Plan.Processes is not null)
        {
            // Afterwards all runs are known, and what is below puts them together.
            new SharedSweep(setup, known, observer, cancellation).Run();
            observer = new UnseenComparison(observer.Noted);
        }

        ProgressTracker progress = new(observer, setup.Budget.Training.BatchSize, overview.Steps);
        ComparisonRuns training = new(setup, earlier, progress);
        SortedList<int, SweepRun>[] runs = [.. points.Select(_ => new SortedList<int, SweepRun>())];
        foreach ((PlannedOptimizer optimizer, int seed) in known.InOrder)
        {
            if (known.Find(optimizer, seed) is { } kept)
            {
                runs[optimizer.Place].Add(seed, kept);
                progress.Keep(progress.Label(optimizer.Text, optimizer.LearningRate, seed, tuning: true, setup.Budget.Training.Steps), kept.Status, kept.Metric);
            }
        }

        SideBySide.Run(
            [.. known.InOrder.Where(run => !runs[run.Optimizer.Place].ContainsKey(run.Seed))],
            setup.SideBySide,
            (run, stop) =>
            {
                SweepRun result = training.Validate(run.Optimizer, run.Seed, stop);
                lock (runs)
                {
                    runs[run.Optimizer.Place].Add(run.Seed, result);
                    Write(setup, Result(setup, points, runs));
                }
            },
            cancellation);
        SweepResult whole = Result(setup, points, runs);
        if (setup.Plan.Processes is not null)
        {
            Write(setup, whole);
        }

        if (whole.Status == RunStatus.Finished)
        {
            earlier.Shared.Remove();
            UnfinishedRun.RemoveAll(setup.Folder.Path);
        }

        return whole;
    }

    private static ComparisonPlan PlanOf(ComparisonPlan plan, IReadOnlyList<SweepPoint> points) =>
        plan with { Optimizers = [.. points.Select(point => point.Optimizer)], Tuning = LearningRateTuning.None };

    private static ComparisonConfiguration ConfigurationOf(ComparisonSetup setup) => setup.Configuration() with { Tuning = "sweep" };

    private static void Write(ComparisonSetup setup, SweepResult result) =>
        setup.Folder.Write(SweepResult.FileName, JsonSerializer.Serialize(result, ResultJson.Format));

    private static SweepResult Result(ComparisonSetup setup, IReadOnlyList<SweepPoint> points, SortedList<int, SweepRun>[] runs)
    {
        SweepRow[] rows =
        [
            .. points.Select((point, place) => SweepRow.Of(point, [.. runs[place].Values], setup.Budget.Seeds, setup.Plan.Task.Metric))
                .OrderBy(row => row.Status == RunStatus.Diverged)
                .ThenByDescending(row => row.Metric.Mean is { } mean ? setup.Plan.Task.Metric.Score(mean) : double.NegativeInfinity),
        ];
        bool isFinished = runs.All(list => list.Values.Count(run => run.Status != RunStatus.Stopped) == setup.Budget.Seeds);
        return new SweepResult
        {
            Task = setup.Plan.Task.Name,
            Scale = setup.Scale,
            Seeds = setup.Budget.Seeds,
            Budget = setup.Budget.Training,
            Metric = setup.Plan.Task.Metric,
            Rows = rows,
            Best = !isFinished ? null : rows.FirstOrDefault(row => row.Status == RunStatus.Finished)?.Optimizer,
            RunFolder = setup.Folder.Path,
            Environment = setup.Environment,
            Status = isFinished ? RunStatus.Finished : RunStatus.Stopped,
        };
    }
}
