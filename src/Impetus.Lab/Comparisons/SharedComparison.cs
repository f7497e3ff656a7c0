using System.Collections.Concurrent;
using System.Text.Json;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// The runs of one comparison among several processes: first those that choose learning rates, then, for every optimizer whose rate is
/// chosen, those of the seeds. A run's numbers do not depend on who does it.
/// </summary>
/// <param name="setup">What is compared, and the folder, which all processes share.</param>
/// <param name="optimizers">The optimizers.</param>
/// <param name="earlier">What is known already, and takes in what others finish.</param>
/// <param name="log">What the processes do.</param>
/// <param name="observer">In the first process: hears of the runs of all.</param>
/// <param name="cancellation">Stops before the next step.</param>
internal sealed class SharedComparison(
    ComparisonSetup setup, IReadOnlyList<PlannedOptimizer> optimizers, EarlierRuns earlier, ProcessLog? log, IComparisonObserver observer, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<int, PlannedOptimizer> _chosen = [];

    /// <summary>Takes runs until none is left; in the first process, waits for those of the others.</summary>
    public void Run()
    {
        SharedProgress progress = new(observer, setup.Overview(), setup.Budget.Training.BatchSize);
        ComparisonRuns runs = new(setup, earlier, progress.Tracker);
        IReadOnlyList<SharedUnit> units = [.. setup.IsTuned ? Tuning(runs, progress) : [], .. Seeds(runs, progress)];
        progress.Begin();
        new SharedWork(earlier.Shared, log, progress.Look).Do(units, setup.SideBySide, setup.Plan.Processes!, cancellation);
    }

    private IEnumerable<SharedUnit> Tuning(ComparisonRuns runs, SharedProgress progress) =>
        from optimizer in optimizers
        from point in optimizer.Points
        select progress.Watched(
            new RunLabel(optimizer.Text, point.LearningRate, 0, Tuning: true, 0, setup.Budget.Training.TuningSteps) { Setting = point.Optimizer },
            () => earlier.Candidate(optimizer, point) is { } candidate ? new RunEnding(candidate.Status, candidate.ValidationMetric) : null,
            isDone => new SharedUnit(
                EarlierRuns.NameOf(optimizer, point),
                $"{point.Optimizer} with learning rate {point.LearningRate:G3}",
                isDone,
                static () => true,
                stop => runs.Tune(optimizer, point, stop) is { Status: not RunStatus.Stopped } candidate ? JsonSerializer.Serialize(candidate, RunJson.Indented.TuningCandidate) : null));

    // Seed by seed: whenever it is stopped, the rows have (nearly) the same seeds.
    private IEnumerable<SharedUnit> Seeds(ComparisonRuns runs, SharedProgress progress) =>
        from seed in Enumerable.Range(1, setup.Budget.Seeds)
        from optimizer in optimizers
        select progress.Watched(
            new RunLabel(optimizer.Text, optimizer.LearningRate, seed, Tuning: false, 0, setup.Budget.Training.Steps),
            () => Chosen(optimizer) is { } chosen && earlier.Seed(chosen, seed) is { } run ? new RunEnding(run.Status, run.Metric) : null,
            isDone => new SharedUnit(
                EarlierRuns.NameOf(optimizer, seed),
                $"{optimizer.Text}, seed {seed}",
                isDone,
                () => Chosen(optimizer) is not null,
                stop => runs.Seed(Chosen(optimizer)!, seed, stop) is { Status: not RunStatus.Stopped } run ? JsonSerializer.Serialize(run, RunJson.Indented.ComparisonRun) : null));

    // With its learning rate; null as long as that is open.
    private PlannedOptimizer? Chosen(PlannedOptimizer optimizer)
    {
        if (!setup.IsTuned)
        {
            return optimizer;
        }

        if (_chosen.TryGetValue(optimizer.Place, out PlannedOptimizer? known))
        {
            return known;
        }

        TuningCandidate?[] candidates = [.. optimizer.Points.Select(point => earlier.Candidate(optimizer, point))];
        return candidates.Contains(null) ? null
            : _chosen[optimizer.Place] = LearningRateSearch.Chosen(optimizer, LearningRateSearch.Choose(optimizer, setup.Plan.Task.Metric, candidates!));
    }
}
