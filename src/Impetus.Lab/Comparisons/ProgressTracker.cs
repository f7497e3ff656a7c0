using System.Diagnostics;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// Counts steps over all runs, whichever threads they are on, and tells the observer how fast it goes and how long it still takes.
/// </summary>
/// <param name="observer">Who is told.</param>
/// <param name="batchSize">Examples in a step.</param>
/// <param name="stepsOfAll">Steps of all runs together.</param>
internal sealed class ProgressTracker(IComparisonObserver observer, int batchSize, long stepsOfAll)
{
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Dictionary<int, (long Start, long Steps)> _atWork = [];    // by the run's number
    private long _spent;    // steps of the runs that have ended
    private long _kept;
    private int _runs;

    /// <summary>Numbers a run.</summary>
    public RunLabel Label(string optimizer, double learningRate, int seed, bool tuning, long steps) =>
        new(optimizer, learningRate, seed, tuning, Interlocked.Increment(ref _runs), steps);

    /// <summary>Reports that a run had finished before; its steps took no time now.</summary>
    public void Keep(RunLabel run, RunStatus status, double? metric)
    {
        lock (_gate)
        {
            _spent += run.Steps;
            _kept += run.Steps;
            observer.RunKept(run, status, metric);
        }
    }

    /// <summary>Reports the start of a run.</summary>
    public void Start(RunLabel run)
    {
        lock (_gate)
        {
            _atWork[run.Number] = (Stopwatch.GetTimestamp(), 0);
            observer.RunStarted(run);
        }
    }

    /// <summary>Reports a step.</summary>
    public void Stepped(RunLabel run, long step, double loss, double? metric)
    {
        lock (_gate)
        {
            long start = _atWork[run.Number].Start;
            _atWork[run.Number] = (start, step);
            long done = _spent + _atWork.Values.Sum(static other => other.Steps);
            double pace = Stopwatch.GetElapsedTime(_start) / TimeSpan.FromSeconds(done - _kept);
            observer.Stepped(run, new StepProgress(
                step,
                loss,
                metric,
                step * batchSize / Stopwatch.GetElapsedTime(start).TotalSeconds,
                done,
                TimeSpan.FromSeconds(pace * (stepsOfAll - done))));
        }
    }

    /// <summary>Reports the end of a run; the steps that it did not take count as done.</summary>
    public void Finish(RunLabel run, RunStatus status, double? metric)
    {
        lock (_gate)
        {
            _atWork.Remove(run.Number);
            _spent += run.Steps;
            observer.RunFinished(run, status, metric);
        }
    }
}
