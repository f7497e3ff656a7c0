using System.Diagnostics;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Cli.Compare;

/// <summary>Progress for files and pipes: a line at the end of every run, and now and then one in between.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class PlainProgress(TextWriter output) : IComparisonObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Long enough for the first steps, which are slower, not to count for much.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(3);

    private long _start;
    private bool _hasEstimated;
    private long _lastLine = Stopwatch.GetTimestamp();
    private readonly Dictionary<RunLabel, StepProgress> _atWork = [];
    private int _runs;
    private Metric _metric = Metric.Accuracy(1);

    /// <inheritdoc/>
    public void ComparisonStarted(ComparisonOverview overview)
    {
        _runs = overview.Runs;
        _metric = overview.Metric;
        WriteLine($"{overview.Task}: {Wording.Describe(overview)}");
        _start = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Noted(string message) => WriteLine($"{Application.Name}: {message}");

    /// <inheritdoc/>
    public void RunKept(RunLabel run, RunStatus status, double? metric)
        => WriteLine($"[{run.Number}/{_runs}] {Wording.Describe(run)}: {Wording.Describe(status, run.Tuning, _metric, metric)} before");

    /// <inheritdoc/>
    public void RunStarted(RunLabel run)
    {
    }

    /// <inheritdoc/>
    public void Stepped(RunLabel run, in StepProgress progress)
    {
        _atWork[run] = progress;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (!_hasEstimated && elapsed >= FirstLook)
        {
            _hasEstimated = true;
            WriteLine($"about {Wording.Duration(elapsed + progress.TimeLeft)} for all {_runs} runs, at the pace of the first {progress.StepsOfAll:N0} steps");
        }
        else if (Stopwatch.GetElapsedTime(_lastLine) >= Pause)
        {
            WriteLine(
                $"[{run.Number}/{_runs}] {Wording.Describe(run)}: step {progress.Step:N0} of {run.Steps:N0}, loss {Wording.Loss(progress.Loss)}, "
                + $"{_metric.Name} {Wording.Value(_metric, progress.ValidationMetric)}, {progress.ExamplesPerSecond:N0} examples/s, {Wording.Duration(progress.TimeLeft)} left");
        }
    }

    /// <inheritdoc/>
    public void RunFinished(RunLabel run, RunStatus status, double? metric)
    {
        // Of a run in another process there is nothing but its end.
        string pace = _atWork.Remove(run, out StepProgress last)
            ? $", loss {Wording.Loss(last.Loss)}, {last.ExamplesPerSecond:N0} examples/s, {Wording.Duration(last.TimeLeft)} left"
            : "";
        WriteLine($"[{run.Number}/{_runs}] {Wording.Describe(run)}: {Wording.Describe(status, run.Tuning, _metric, metric)}{pace}");
    }

    /// <inheritdoc/>
    public void TuningFinished(IReadOnlyList<TuningRow> tuning)
        => WriteLine($"learning rates: {string.Join(", ", tuning.Select(row => $"{row.ChosenOptimizer ?? row.Optimizer} {Wording.Rate(row.Chosen)}"))}");

    private void WriteLine(string line)
    {
        output.WriteLine(line);
        _lastLine = Stopwatch.GetTimestamp();
    }
}
