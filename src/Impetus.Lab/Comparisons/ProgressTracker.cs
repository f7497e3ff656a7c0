using System.Diagnostics;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons;

/// <summary>Counts steps over all runs and tells the observer how fast it goes and how long it still takes.</summary>
/// <param name="observer">Who is told.</param>
/// <param name="batchSize">Examples in a step.</param>
/// <param name="stepsOfAll">Steps of all runs together.</param>
internal sealed class ProgressTracker(IComparisonObserver observer, int batchSize, long stepsOfAll)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _runStart;
    private long _spent;
    private long _kept;
    private int _runs;

    /// <summary>Numbers a run.</summary>
    public RunLabel Label(string optimizer, double learningRate, int seed, bool tuning, long steps) =>
        new(optimizer, learningRate, seed, tuning, ++_runs, steps);

    /// <summary>Reports that a run had finished before; its steps took no time now.</summary>
    public void Keep(RunLabel run, RunStatus status, double? metric)
    {
        _spent += run.Steps;
        _kept += run.Steps;
        observer.RunKept(run, status, metric);
    }

    /// <summary>Reports the start of a run.</summary>
    public void Start(RunLabel run)
    {
        _runStart = Stopwatch.GetTimestamp();
        observer.RunStarted(run);
    }

    /// <summary>Reports a step.</summary>
    public void Stepped(RunLabel run, long step, double loss, double? metric)
    {
        long done = _spent + step;
        double pace = Stopwatch.GetElapsedTime(_start) / TimeSpan.FromSeconds(done - _kept);
        observer.Stepped(run, new StepProgress(
            step,
            loss,
            metric,
            step * batchSize / Stopwatch.GetElapsedTime(_runStart).TotalSeconds,
            done,
            TimeSpan.FromSeconds(pace * (stepsOfAll - done))));
    }

    /// <summary>Reports the end of a run; the steps that it did not take count as done.</summary>
    public void Finish(RunLabel run, RunStatus status, double? metric)
    {
        _spent += run.Steps;
        observer.RunFinished(run, status, metric);
    }
}
