using Impetus.Lab.Runs;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>Which learning rates or other settings were tried, how they did, and which one was taken.</summary>
internal static class TuningSection
{
    /// <summary>The section.</summary>
    public static Markup Of(Comparison comparison) => comparison.Tuning.Count == 0
        ? Markup.Of(
            $"""
            <section>
            <h2>Tuning</h2>
            <p>None: every optimizer ran with the learning rate it was given, or with its default.</p>
            </section>
            """)
        : Markup.Of(
            $"""
            <section>
            <h2>Tuning</h2>
            <p>Every optimizer got the same budget: each candidate trained for {(comparison.Tuning.Any(row => row.Candidates.Any(candidate => candidate.Steps is not null)) ? "at most " : "")}{Numbers.Count(comparison.Budget.TuningSteps)} steps and was judged by its {comparison.Metric.Name} on the
            validation part. The best was taken for all seeds. The test set played no part in it.</p>
            <div class="wide" tabindex="0" role="region" aria-label="Table of tuning runs">
            <table class="compact">
            <thead><tr><th scope="col" class="name">Optimizer</th><th scope="colgroup" colspan="{Columns(comparison)}">{(comparison.Tuning.Any(IsOfMore) ? "Setting" : "Learning rate")} and validation {comparison.Metric.Name}{(comparison.Metric.IsShare ? " in %" : "")}, {(comparison.Tuning.Any(IsOfMore) ? "the defaults first" : "rates ascending")}</th></tr></thead>
            <tbody>
            {comparison.Tuning.Select(row => Row(row, Columns(comparison), MetricText.Of(comparison)))}
            </tbody>
            </table>
            </div>
            {(comparison.Tuning.Any(AtEdge) ? EdgeNote : Markup.Empty)}
            </section>
            """);

    private static Markup EdgeNote => Markup.Of(
        $"""<p class="note">* The best rate lies at the edge of those tried: a better one may lie beyond it.</p>""");

    private static int Columns(Comparison comparison) => Math.Max(1, comparison.Tuning.Max(row => row.Candidates.Count));

    // Of points of a search space, whose rates do not rise.
    private static bool IsOfMore(TuningRow row) => row.Candidates.Any(candidate => candidate.Optimizer is not null);

    private static bool AtEdge(TuningRow row) => row.Candidates.Count > 1 && !IsOfMore(row)
        && (row.Chosen == row.Candidates.Min(candidate => candidate.LearningRate) || row.Chosen == row.Candidates.Max(candidate => candidate.LearningRate));

    private static Markup Row(TuningRow row, int columns, MetricText metric) => Markup.Of(
        $"""
        <tr>
        <th scope="row" class="name">{OptimizerName.Of(row.Optimizer)}</th>
        {row.Candidates.Select(candidate => Cell(row, candidate, metric))}{Enumerable.Repeat(Markup.Of($"<td></td>"), columns - row.Candidates.Count)}
        </tr>
        """);

    private static Markup Cell(TuningRow row, TuningCandidate candidate, MetricText metric)
    {
        bool chosen = ReferenceEquals(candidate, row.Candidates.LastOrDefault(other => other.LearningRate == row.Chosen && other.Optimizer == row.ChosenOptimizer));
        string score = candidate switch
        {
            { Status: RunStatus.Finished, ValidationMetric: { } value } => metric.Value(value),
            { Status: RunStatus.Diverged } => "diverged",
            { Status: RunStatus.Stopped } => "stopped",
            _ => Numbers.Missing,
        };
        return Markup.Of(
            $"""<td class="{(chosen ? "candidate chosen" : "candidate")}"><span class="rate">{Numbers.LearningRate(candidate.LearningRate)}</span> {(candidate.Optimizer is { } other ? Markup.Of($"<small>{OptimizerName.Of(other)}</small> ") : Markup.Empty)}<span>{score}</span>{(chosen ? Markup.Of($"<small>chosen{(AtEdge(row) ? " *" : "")}</small>") : Markup.Empty)}</td>""");
    }
}
