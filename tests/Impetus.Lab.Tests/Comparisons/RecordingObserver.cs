using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Tests.Comparisons;

/// <summary>Remembers what a comparison reports, and can act after a step.</summary>
internal sealed class RecordingObserver(Action<RunLabel, StepProgress>? stepped = null) : IComparisonObserver
{
    public ComparisonOverview? Overview { get; private set; }

    public List<RunLabel> Started { get; } = [];

    public List<RunLabel> Kept { get; } = [];

    public List<(RunLabel Run, RunStatus Status, double? Accuracy)> Finished { get; } = [];

    public StepProgress Last { get; private set; }

    public IReadOnlyList<TuningRow> Tuning { get; private set; } = [];

    public void ComparisonStarted(ComparisonOverview overview) => Overview = overview;

    public void Noted(string message)
    {
    }

    public void RunKept(RunLabel run, RunStatus status, double? accuracy) => Kept.Add(run);

    public void RunStarted(RunLabel run) => Started.Add(run);

    public void Stepped(RunLabel run, in StepProgress progress)
    {
        Last = progress;
        stepped?.Invoke(run, progress);
    }

    public void RunFinished(RunLabel run, RunStatus status, double? accuracy) => Finished.Add((run, status, accuracy));

    public void TuningFinished(IReadOnlyList<TuningRow> tuning) => Tuning = tuning;
}
