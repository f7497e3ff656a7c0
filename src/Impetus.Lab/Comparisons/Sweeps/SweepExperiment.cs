using System.Text.Json;
using Impetus.Lab.Runs;
using Impetus.Torch;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>
/// Trains every point of a grid, per seed from the same initial weights on the same batches, and judges them on the validation
/// part. The test part stays unseen, for the comparison that comes after the choice.
/// </summary>
public static class SweepExperiment
{
    // Comparisons count their seeds from 1 to 1000 at most: what is chosen here is judged there on other weights and batches.
    private const int FirstSeed = 1001;

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
        plan = plan with { Optimizers = [.. points.Select(point => point.Optimizer)], Tuning = LearningRateTuning.None };
        IReadOnlyList<PlannedOptimizer> optimizers = PlannedOptimizer.Of(plan);
        using ComparisonSetup setup = new(plan);
        ComparisonConfiguration configuration = setup.Configuration() with { Tuning = "sweep" };
        // Refuses a folder with anything else than this sweep.
        EarlierRuns earlier = EarlierRuns.In(setup.Folder, configuration);
        SortedList<int, SweepRun>[] runs = [.. Kept(setup.Folder.Path, points)];
        setup.Folder.Write(setup.Environment);
        setup.Folder.Write(configuration);
        ComparisonOverview overview = setup.Overview();
        observer.ComparisonStarted(overview);
        ProgressTracker progress = new(observer, setup.Budget.Training.BatchSize, overview.Steps);
        ComparisonRuns training = new(setup, earlier, progress);

        // Seed by seed: whenever it is stopped, the points have (nearly) the same seeds.
        (PlannedOptimizer Optimizer, int Seed)[] all =
            [.. Enumerable.Range(FirstSeed, setup.Budget.Seeds).SelectMany(_ => optimizers, (seed, optimizer) => (optimizer, seed))];
        foreach ((PlannedOptimizer optimizer, int seed) in all)
        {
            if (runs[optimizer.Place].GetValueOrDefault(seed) is { } kept)
            {
                progress.Keep(progress.Label(optimizer.Text, optimizer.LearningRate, seed, tuning: true, setup.Budget.Training.Steps), kept.Status, kept.Metric);
            }
        }

        SideBySide.Run(
            [.. all.Where(run => !runs[run.Optimizer.Place].ContainsKey(run.Seed))],
            setup.SideBySide,
            (run, stop) =>
            {
                SweepRun result = training.Validate(run.Optimizer, run.Seed, stop);
                lock (runs)
                {
                    runs[run.Optimizer.Place].Add(run.Seed, result);
                    setup.Folder.Write(SweepResult.FileName, JsonSerializer.Serialize(Result(setup, points, runs), ResultJson.Format));
                }
            },
            cancellation);
        return Result(setup, points, runs);
    }

    private static IEnumerable<SortedList<int, SweepRun>> Kept(string folder, IReadOnlyList<SweepPoint> points)
    {
        string file = Path.Combine(folder, SweepResult.FileName);
        IReadOnlyList<SweepRow> rows = File.Exists(file) ? ResultJson.Read<SweepResult>(file, "delete it, or choose another folder").Rows : [];
        return points.Select(point => rows.Where(row => row.Optimizer == point.Optimizer)
            .SelectMany(row => row.Runs).Where(run => run.Status != RunStatus.Stopped))
            .Select(kept => new SortedList<int, SweepRun>(kept.ToDictionary(run => run.Seed)));
    }

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
