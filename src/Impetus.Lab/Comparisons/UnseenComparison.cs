using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons;

/// <summary>Watches a comparison of which somebody else tells, and hands on messages alone.</summary>
/// <param name="tell">Is told of something that the user should know.</param>
internal sealed class UnseenComparison(Action<string> tell) : IComparisonObserver
{
    public void ComparisonStarted(ComparisonOverview overview)
    {
    }

    public void Noted(string message) => tell(message);

    public void RunKept(RunLabel run, RunStatus status, double? metric)
    {
    }

    public void RunStarted(RunLabel run)
    {
    }

    public void Stepped(RunLabel run, in StepProgress progress)
    {
    }

    public void RunFinished(RunLabel run, RunStatus status, double? metric)
    {
    }

    public void TuningFinished(IReadOnlyList<TuningRow> tuning)
    {
    }
}
