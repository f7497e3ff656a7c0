using System.Diagnostics;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Training;
using Impetus.Torch;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>Carries out the training runs of an experiment, each on one thread and as many side by side as there are cores.</summary>
/// <param name="settings">Threads, progress and cancellation.</param>
/// <param name="store">Has what had ended before, and takes what ends.</param>
/// <param name="encoder">The folder of the encoder that is fine-tuned; null for the usual one.</param>
internal sealed class NetworkRunner(ExperimentSettings settings, NetworkRunStore store, string? encoder) : IDisposable
{
    private readonly LoadedTasks _tasks = new(encoder);
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _trained, _kept, _expected;
    private int _done, _all;

    /// <summary>Says what there is to do in all, for the estimate.</summary>
    /// <param name="runs">All runs of the experiment.</param>
    /// <param name="steps">Their steps together.</param>
    public void Expect(int runs, long steps) => (_all, _expected) = (runs, steps);

    /// <summary>Carries out runs that have not ended yet, in their order as far as cores are free.</summary>
    /// <param name="stage">What they are for.</param>
    /// <param name="runs">The runs.</param>
    /// <returns>What came out, in the same order.</returns>
    /// <exception cref="LabException">Data cannot be used, or a run cannot be kept.</exception>
    /// <exception cref="OperationCanceledException">The user has stopped it; what had ended is kept.</exception>
    public IReadOnlyList<NetworkRun> Run(string stage, IReadOnlyList<PlannedRun> runs)
    {
        TorchBackend.Tune(threads: 1);
        PlannedRun[] missing = [.. runs.DistinctBy(run => run.Configuration.Key()).Where(run => store.Find(run.Configuration) is null)];
        foreach (PlannedRun run in runs.Where(run => store.Find(run.Configuration) is not null))
        {
            (_done, _kept) = (_done + 1, _kept + run.Configuration.Steps);
        }

        Report(stage);
        bool drawsRandomNumbers = missing.DistinctBy(run => run.Configuration.Task).Any(run => TrainingModel.DrawsRandomNumbers(_tasks.Of(run)));
        TorchBackend.Tune(drawsRandomNumbers ? settings.Threads : 1);
        SideBySide.Run(
            missing,
            drawsRandomNumbers ? 1 : Math.Min(settings.Threads, SideBySide.Width),
            (run, stop) =>
            {
                store.Add(run.Train(_tasks.Of(run), stop));
                lock (_gate)
                {
                    (_done, _trained) = (_done + 1, _trained + run.Configuration.Steps);
                    Report(stage);
                }
            },
            settings.Cancellation);
        settings.Cancellation.ThrowIfCancellationRequested();
        return [.. runs.Select(run => store.Find(run.Configuration)!)];
    }

    /// <inheritdoc/>
    public void Dispose() => _tasks.Dispose();

    private void Report(string stage) => settings.Progress?.Invoke(new(
        stage,
        Math.Min(_done, _all),
        _all,
        _trained == 0 ? null : Stopwatch.GetElapsedTime(_start) * Math.Max(0, (double)(_expected - _kept - _trained) / _trained)));
}
