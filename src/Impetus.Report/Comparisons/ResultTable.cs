using Impetus.Lab.Runs;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The main table: one row per optimizer, the best first.</summary>
internal static class ResultTable
{
    /// <summary>The table with the sentences that say how to read it.</summary>
    public static Markup Of(Comparison comparison)
    {
        MetricText metric = MetricText.Of(comparison);
        OptimizerStyles styles = OptimizerStyles.Of(comparison);
        int lossDecimals = Numbers.LossDecimals(comparison.Rows.Select(row => row.TrainLoss));
        return Markup.Of(
            $"""
            <section>
            <h2>Result</h2>
            <ul class="verdict">
            {Verdict.Sentences(comparison).Select(sentence => Markup.Of($"<li>{sentence}</li>"))}
            </ul>
            <div class="wide" tabindex="0" role="region" aria-label="Table of results">
            <table>
            <thead><tr>
            <th scope="col" class="name">Optimizer</th>
            <th scope="col">Test {metric.Name}{Small(metric.Unit)}</th>
            <th scope="col">Difference to best<small>{(comparison.Metric.IsShare ? "points, " : "")}with interval</small></th>
            <th scope="col">Final training loss</th>
            <th scope="col">Learning rate</th>
            <th scope="col">Steps to {metric.Target ?? "target"}<small>validation {metric.Name}</small></th>
            <th scope="col">Step time<small>ms</small></th>
            <th scope="col">Optimizer’s share<small>% of the step</small></th>
            <th scope="col" class="status">Status</th>
            </tr></thead>
            <tbody>
            {comparison.Rows.Select(row => Row(comparison, row, styles[row.Optimizer], metric, lossDecimals))}
            </tbody>
            </table>
            </div>
            <p class="note">{Reading(comparison)}</p>
            </section>
            """);
    }

    private static Markup Reading(Comparison comparison) => comparison.Seeds > 1
        ? Markup.Of(
            $"""
            Mean ± standard deviation over seeds. The difference to the best is paired: in each seed, both optimizers start from the same weights and see the same batches.
            Each interval stands for its own pair alone; with many optimizers, one of them may leave out zero by chance.
            """)
        : Markup.Of($"One seed says nothing about the spread: another seed may reverse any order seen here.");

    private static Markup Row(Comparison comparison, ComparisonRow row, SeriesStyle style, MetricText metric, int lossDecimals) => Markup.Of(
        $"""
        <tr>
        <th scope="row" class="name">{OptimizerName.Of(row.Trained ?? row.Optimizer, style)}</th>
        <td class="strong">{metric.Value(row.Metric)}</td>
        <td>{Difference(comparison, row, metric)}</td>
        <td>{Numbers.Loss(row.TrainLoss, lossDecimals)}</td>
        <td>{Numbers.LearningRate(row.LearningRate)}</td>
        <td>{(row.StepsToTarget is { } steps ? Numbers.Count(steps) : Numbers.Missing)}</td>
        <td>{(row.MsPerStep is { } time ? Numbers.Fixed(time, 2) : Numbers.Missing)}</td>
        <td>{(row.OptimizerShare is { } share ? Numbers.Percent(share, 1) : Numbers.Missing)}</td>
        <td class="status">{Status(comparison, row)}</td>
        </tr>
        """);

    private static Markup Difference(Comparison comparison, ComparisonRow row, MetricText metric) => (row.StandingIn(comparison), row.DifferenceToBest) switch
    {
        (Standing.Best, _) => Markup.Of($"""<span class="quiet">best</span>"""),
        (_, null) => Markup.Of($"{Numbers.Missing}"),
        (_, { Low: { } low, High: { } high } difference) => Markup.Of(
            $"""{metric.Difference(difference.Mean)} <span class="interval">[{metric.Difference(low)}, {metric.Difference(high)}]</span>{(low <= 0 && high >= 0 ? Noise : Markup.Empty)}"""),
        (_, { } difference) => Markup.Of($"""{metric.Difference(difference.Mean)} <span class="interval">[one pair]</span>"""),
    };

    private static Markup Small(string unit) => unit.Length > 0 ? Markup.Of($"<small>{unit.Trim()}</small>") : Markup.Empty;

    private static Markup Noise => Markup.Of($"""<small>within noise</small>""");

    private static Markup Status(Comparison comparison, ComparisonRow row)
    {
        int finished = row.Runs.Count(run => run.Status == RunStatus.Finished);
        int diverged = row.Runs.Count(run => run.Status == RunStatus.Diverged);
        return row.Status switch
        {
            RunStatus.Finished => Markup.Of($"finished"),
            RunStatus.Diverged => Markup.Of($"""<span class="badge bad">diverged</span><small>{diverged} of {row.Runs.Count} seeds</small>"""),
            _ => Markup.Of($"""<span class="badge">stopped</span><small>{finished} of {comparison.Seeds} seeds</small>"""),
        };
    }
}
