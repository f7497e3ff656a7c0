using Impetus.Lab.Runs;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The paired differences to the best optimizer with their intervals: what crosses zero is noise.</summary>
internal static class DifferenceFigure
{
    private const double LaneHeight = 30;

    /// <summary>The section; empty if no row has an interval.</summary>
    public static Markup Of(Comparison comparison)
    {
        OptimizerStyles styles = OptimizerStyles.Of(comparison);
        var rows = comparison.Rows
            .Select(row => (Row: row, Style: styles[row.Optimizer]))
            .Where(lane => lane.Row.DifferenceToBest is { Low: not null, High: not null })
            .ToList();
        if (rows.Count == 0)
        {
            return Markup.Empty;
        }

        MetricText metric = MetricText.Of(comparison);
        double[] ends =
        [
            0,
            .. rows.SelectMany(lane => new[] { metric.Factor * lane.Row.DifferenceToBest!.Low!.Value, metric.Factor * lane.Row.DifferenceToBest.High!.Value }),
        ];
        Figure figure = new()
        {
            Description = $"Differences in test {metric.Name} to {comparison.Rows[0].Optimizer} with intervals. The numbers are in the table of results.",
            Horizontal = new($"Difference in test {metric.Name}{(comparison.Metric.IsShare ? " (percentage points)" : "")}", LinearScale.Covering(ends.Min(), ends.Max(), 12)),
            Vertical = new("", new CategoryScale([.. rows.Select(lane => lane.Row.Optimizer)])),
            PlotHeight = LaneHeight * rows.Count,
            Marks =
            [
                new ReferenceMark(0, Upright: true),
                .. rows.Select((lane, index) => Interval(lane.Row, lane.Style, index, metric)),
            ],
        };
        string confidence = Numbers.Percent(rows[0].Row.DifferenceToBest!.Confidence, 0);
        return Markup.Of(
            $"""
            <section>
            <h2>Difference to {comparison.Rows[0].Optimizer}</h2>
            <figure>{FittedFigure.Of(figure)}
            <figcaption>Mean difference over the common seeds with its {confidence} % interval. Where the bar crosses the line at zero, the seeds do not tell the two optimizers apart.</figcaption></figure>
            </section>
            """);
    }

    private static IntervalMark Interval(ComparisonRow row, SeriesStyle style, int lane, MetricText metric)
    {
        Difference difference = row.DifferenceToBest!;
        (double low, double high) = (difference.Low!.Value, difference.High!.Value);
        return new(
            metric.Factor * difference.Mean, metric.Factor * low, metric.Factor * high, lane, style,
            $"{row.Optimizer}: {metric.Difference(difference.Mean)} [{metric.Difference(low)}, {metric.Difference(high)}]{(metric.Unit.Length > 0 ? " points" : "")}");
    }
}
