using System.Diagnostics;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// Progress of the runs of all processes, told in one of them: of its own runs step by step, of those of the others when they have finished.
/// </summary>
internal sealed class SharedProgress : IComparisonObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IComparisonObserver _observer;
    private readonly ComparisonOverview _overview;
    private readonly List<Watch> _watches = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _lastLook;
    private long _keptSteps;
    private long _finishedSteps;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (Watch Watch, long Steps)> _own = [];    // by the number that the tracker gave

    /// <summary>Progress of a comparison.</summary>
    /// <param name="observer">Hears of all.</param>
    /// <param name="overview">What is going to happen.</param>
    /// <param name="batchSize">Examples in a step.</param>
    public SharedProgress(IComparisonObserver observer, ComparisonOverview overview, int batchSize)
    {
        (_observer, _overview) = (observer, overview);
        Tracker = new ProgressTracker(this, batchSize, overview.Steps);
    }

    /// <summary>Counts the steps of this process's own runs.</summary>
    public ProgressTracker Tracker { get; }

    /// <summary>Keeps an eye on a run, whoever does it.</summary>
    /// <param name="label">The run.</param>
    /// <param name="find">How it ended; null as long as it has not.</param>
    /// <param name="create">Makes the run, given what tells whether it is done.</param>
    public SharedUnit Watched(RunLabel label, Func<RunEnding?> find, Func<Func<bool>, SharedUnit> create)
    {
        Watch watch = new(label with { Number = _watches.Count + 1 }, find);
        _watches.Add(watch);
        return create(() => watch.IsDone);
    }

    /// <summary>Tells of runs that had finished before.</summary>
    public void Begin()
    {
        foreach (Watch watch in _watches.Where(watch => watch.IsDone))
        {
            _observer.RunKept(watch.Label, watch.Outcome!.Status, watch.Outcome.Metric);
            watch.IsTold = true;
            _keptSteps += watch.Label.Steps;
            _finishedSteps += watch.Label.Steps;
        }
    }

    /// <summary>Tells of runs that others have finished.</summary>
    public void Look()
    {
        lock (_gate)
        {
            _lastLook = Stopwatch.GetTimestamp();
            foreach (Watch watch in _watches.Where(watch => !watch.IsTold && _own.Values.All(own => own.Watch != watch) && watch.IsDone))
            {
                Tell(watch, watch.Label);
            }
        }
    }

    void IComparisonObserver.ComparisonStarted(ComparisonOverview overview)
    {
    }

    void IComparisonObserver.Noted(string message) => _observer.Noted(message);

    void IComparisonObserver.RunKept(RunLabel run, RunStatus status, double? metric)
    {
    }

    void IComparisonObserver.RunStarted(RunLabel run)
    {
        lock (_gate)
        {
            Watch own = _watches.Find(watch => watch.Is(run))!;
            _own[run.Number] = (own, 0);
            _observer.RunStarted(run with { Number = own.Label.Number });
        }
    }

    void IComparisonObserver.Stepped(RunLabel run, in StepProgress progress)
    {
        lock (_gate)
        {
            if (Stopwatch.GetElapsedTime(_lastLook) >= Pause)
            {
                Look();
            }

            Watch own = _own[run.Number].Watch;
            _own[run.Number] = (own, progress.Step);
            long done = _finishedSteps + _own.Values.Sum(static each => each.Steps);
            double pace = Stopwatch.GetElapsedTime(_start).TotalSeconds / Math.Max(1, done - _keptSteps);
            _observer.Stepped(
                run with { Number = own.Label.Number },
                progress with { StepsOfAll = done, TimeLeft = TimeSpan.FromSeconds(pace * Math.Max(0, _overview.Steps - done)) });
        }
    }

    void IComparisonObserver.RunFinished(RunLabel run, RunStatus status, double? metric)
    {
        lock (_gate)
        {
            _own.Remove(run.Number, out (Watch Watch, long Steps) own);
            own.Watch.Outcome = new(status, metric);
            if (status != RunStatus.Stopped)
            {
                Tell(own.Watch, run with { Number = own.Watch.Label.Number });
            }
        }
    }

    void IComparisonObserver.TuningFinished(IReadOnlyList<TuningRow> tuning)
    {
    }

    private void Tell(Watch watch, RunLabel label)
    {
        watch.IsTold = true;
        _finishedSteps += label.Steps;
        _observer.RunFinished(label, watch.Outcome!.Status, watch.Outcome.Metric);
    }

    private sealed class Watch(RunLabel label, Func<RunEnding?> find)
    {
        public RunLabel Label { get; } = label;

        public bool IsTold { get; set; }

        public RunEnding? Outcome { get; set; }

        public bool Is(RunLabel run) => Label.Optimizer == run.Optimizer && Label.Tuning == run.Tuning && Label.Seed == run.Seed
            && (!run.Tuning || (Label.LearningRate == run.LearningRate && Label.Setting == run.Setting));

        public bool IsDone => (Outcome ??= find()) is { Status: not RunStatus.Stopped };
    }
}

/// <summary>How a run ended.</summary>
/// <param name="Status">How.</param>
/// <param name="Metric">What it has come to; null unless it finished.</param>
internal sealed record RunEnding(RunStatus Status, double? Metric);
