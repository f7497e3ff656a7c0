using System.Diagnostics;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Impetus.Cli.Compare;

/// <summary>Progress for a terminal: a table of the optimizers, the runs at work, and the whole, redrawn in place.</summary>
/// <param name="display">The part of the terminal to draw in.</param>
internal sealed class LiveProgress(LiveDisplayContext display) : IComparisonObserver
{
    // Often enough to look alive; the thread that draws is the one that trains.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, OptimizerState> _states = new(StringComparer.Ordinal);
    private string? _note;
    private long _lastDrawing;
    private ComparisonOverview? _overview;
    private readonly SortedDictionary<int, (RunLabel Run, StepProgress Progress)> _atWork = [];    // by number
    private StepProgress _latest;

    /// <inheritdoc/>
    public void ComparisonStarted(ComparisonOverview overview)
    {
        _overview = overview;
        foreach (string optimizer in overview.Optimizers)
        {
            _states[optimizer] = new OptimizerState();
        }

        Draw();
    }

    /// <inheritdoc/>
    public void Noted(string message)
    {
        _note = message;
        Draw();
    }

    /// <inheritdoc/>
    public void RunKept(RunLabel run, RunStatus status, double? metric) => RunFinished(run, status, metric);

    /// <inheritdoc/>
    public void RunStarted(RunLabel run)
    {
        _atWork[run.Number] = (run, new StepProgress(0, double.NaN, null, double.NaN, _latest.StepsOfAll, _latest.TimeLeft));
        Draw();
    }

    /// <inheritdoc/>
    public void Stepped(RunLabel run, in StepProgress progress)
    {
        _atWork[run.Number] = (run, progress);
        _latest = progress;
        if (Stopwatch.GetElapsedTime(_lastDrawing) >= Pause)
        {
            Draw();
        }
    }

    /// <inheritdoc/>
    public void RunFinished(RunLabel run, RunStatus status, double? metric)
    {
        _atWork.Remove(run.Number);
        OptimizerState state = _states[run.Optimizer];
        (run.Tuning ? state.Tuning : state.Runs).Add(metric);
        state.HasDiverged |= !run.Tuning && status == RunStatus.Diverged;
        Draw();
    }

    /// <inheritdoc/>
    public void TuningFinished(IReadOnlyList<TuningRow> tuning)
    {
        foreach (TuningRow row in tuning)
        {
            _states[row.Optimizer].Rate = row.Chosen;
        }

        Draw();
    }

    private void Draw()
    {
        if (_overview is { } overview)
        {
            display.UpdateTarget(new Rows(Table(overview), Current(overview)));
            display.Refresh();
        }

        _lastDrawing = Stopwatch.GetTimestamp();
    }

    private Table Table(ComparisonOverview overview)
    {
        Table table = new() { Title = new TableTitle(Markup.Escape($"{overview.Task}, {overview.Scale.ToString().ToLowerInvariant()} scale")) };
        table.Border(TableBorder.Rounded).AddColumns("Optimizer", "Learning rate", "Seeds done", $"Test {overview.Metric.Name} so far");
        foreach (string optimizer in overview.Optimizers)
        {
            OptimizerState state = _states[optimizer];
            bool isAtWork = _atWork.Values.Any(work => work.Run.Optimizer == optimizer);
            table.AddRow(
                new Markup(isAtWork ? $"[bold]{Markup.Escape(optimizer)}[/]" : Markup.Escape(optimizer)),
                new Text(state.Rate is { } rate ? Wording.Rate(rate) : state.Tuning.Count > 0 ? $"tried {state.Tuning.Count}" : Wording.Nothing),
                new Text($"{state.Runs.Count} of {overview.Seeds}"),
                new Text(state.HasDiverged ? "diverged" : Wording.Value(overview.Metric, state.Runs.Average())));
        }

        return table;
    }

    private Rows Current(ComparisonOverview overview)
    {
        List<IRenderable> lines = _note is { } note ? [new Text(note)] : [];
        foreach ((RunLabel run, StepProgress progress) in _atWork.Values)
        {
            lines.Add(new Text(
                $"{Wording.Describe(run)}: loss {(double.IsFinite(progress.Loss) ? Wording.Loss(progress.Loss) : Wording.Nothing)}, "
                + $"{overview.Metric.Name} {Wording.Value(overview.Metric, progress.ValidationMetric)}, "
                + $"{(double.IsFinite(progress.ExamplesPerSecond) ? $"{progress.ExamplesPerSecond:N0}" : Wording.Nothing)} examples/s"));
            lines.Add(Bar($"run {run.Number} of {overview.Runs}", progress.Step, run.Steps, ""));
        }

        lines.Add(Bar("all runs", _latest.StepsOfAll, overview.Steps, $"{Wording.Duration(_latest.TimeLeft)} left"));
        return new Rows(lines);
    }

    private static Markup Bar(string name, long done, long all, string remark)
    {
        const int Width = 40;
        double share = all > 0 ? Math.Clamp(done / (double)all, 0, 1) : 0;
        int filled = (int)(share * Width);
        return new Markup($"{name,-14} [green]{new string('━', filled)}[/][grey]{new string('━', Width - filled)}[/] {share,4:P0} {remark}");
    }

    private sealed class OptimizerState
    {
        public List<double?> Tuning { get; } = [];

        public List<double?> Runs { get; } = [];

        public double? Rate { get; set; }

        public bool HasDiverged { get; set; }
    }
}
