using System.Text.Json;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>The runs of one sweep among several processes.</summary>
/// <param name="setup">What is trained, and the folder, which all processes share.</param>
/// <param name="runs">The runs, and which are known.</param>
/// <param name="observer">In the first process: hears of the runs of all.</param>
/// <param name="cancellation">Stops before the next step.</param>
internal sealed class SharedSweep(ComparisonSetup setup, SweepRuns runs, IComparisonObserver observer, CancellationToken cancellation)
{
    /// <summary>Takes runs until none is left; in the first process, waits for those of the others.</summary>
    public void Run()
    {
        using ProcessLog? log = ProcessLog.Enter(setup.Folder.Path, setup.Plan.Processes, observer.Noted);
        SharedProgress progress = new(observer, setup.Overview(), setup.Budget.Training.BatchSize);
        ComparisonRuns training = new(setup, runs.Earlier, progress.Tracker);
        SharedUnit[] units =
        [
            .. from run in runs.InOrder
               select progress.Watched(
                   new RunLabel(run.Optimizer.Text, run.Optimizer.LearningRate, run.Seed, Tuning: true, 0, setup.Budget.Training.Steps),
                   () => runs.Find(run.Optimizer, run.Seed) is { } known ? new RunEnding(known.Status, known.Metric) : null,
                   isDone => new SharedUnit(
                       EarlierRuns.NameOf(run.Optimizer, run.Seed),
                       $"{run.Optimizer.Text}, seed {run.Seed}",
                       isDone,
                       static () => true,
                       stop => training.Validate(run.Optimizer, run.Seed, stop) is { Status: not RunStatus.Stopped } made ? JsonSerializer.Serialize(made, ResultJson.Format) : null)),
        ];
        progress.Begin();
        new SharedWork(runs.Earlier.Shared, log, progress.Look).Do(units, setup.SideBySide, setup.Plan.Processes!, cancellation);
    }
}
