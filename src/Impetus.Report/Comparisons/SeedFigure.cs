using Impetus.Lab.Runs;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The metric of every seed on the test set, with mean and standard deviation.</summary>
internal static class SeedFigure
{
    private const double LaneHeight = 38;

    // Of a lane's height 1: seeds lie beside each other within this share, the same seed at the same height in every lane.
    private const double SeedRoom = 0.4;

    /// <summary>The section; empty if no run finished.</summary>
    public static Markup Of(Comparison comparison)
    {
        MetricText metric = MetricText.Of(comparison);
        double[] all = [.. comparison.Rows.SelectMany(Values).Select(seed => metric.Factor * seed.Value)];
        double[] bars = [.. comparison.Rows.SelectMany(row =>
            row.Metric is { Mean: { } mean, Std: { } std } ? new[] { metric.Factor * (mean - std), metric.Factor * (mean + std) } : [])];
        if (all.Length == 0)
        {
            return Markup.Empty;
        }

        OptimizerStyles styles = OptimizerStyles.Of(comparison);
        int[] seedsOfAll = [.. comparison.Rows.SelectMany(Values).Select(seed => seed.Seed).Distinct().Order()];
        Figure figure = new()
        {
            Description = $"Test {metric.Name} of every seed of every optimizer. The numbers are in the table of results.",
            Horizontal = new(metric.On("Test"), LinearScale.Covering(all.Concat(bars).Min(), all.Concat(bars).Max(), 12)),
            Vertical = new("", new CategoryScale([.. comparison.Rows.Select(row => row.Optimizer)])),
            PlotHeight = LaneHeight * comparison.Rows.Count,
            Marks = [.. comparison.Rows.SelectMany((row, index) => Lane(row, index, styles[row.Optimizer], seedsOfAll, metric))],
        };
        return Markup.Of(
            $"""
            <section>
            <h2>Test {metric.Name}, seed by seed</h2>
            <figure>{FittedFigure.Of(figure)}
            <figcaption>A dot is one seed{(seedsOfAll.Length > 1 ? ", the same seed at the same height in every lane; the diamond is the mean, the bar one standard deviation to both sides" : "")}.</figcaption></figure>
            </section>
            """);
    }

    private static IEnumerable<IMark> Lane(ComparisonRow row, int index, SeriesStyle style, int[] seedsOfAll, MetricText metric)
    {
        List<(int Seed, double Value)> seeds = [.. Values(row)];
        if (row.Metric.Mean is not { } mean || seeds.Count == 0)
        {
            yield return new NoteMark(index, row.Status == RunStatus.Diverged ? "diverged" : "no finished run");
            yield break;
        }

        if (row.Metric.Std is { } std)
        {
            yield return new IntervalMark(
                metric.Factor * mean, metric.Factor * (mean - std), metric.Factor * (mean + std), index, style,
                $"{row.Optimizer}: {metric.Value(row.Metric)}{metric.Unit}");
        }

        foreach ((int seed, double value) in seeds)
        {
            double offset = seedsOfAll.Length == 1 ? 0 : SeedRoom * ((Array.IndexOf(seedsOfAll, seed) / (seedsOfAll.Length - 1.0)) - 0.5);
            yield return new DotMark(metric.Factor * value, index + offset, style, $"{row.Optimizer}, seed {seed}: {metric.Value(value)}{metric.Unit}");
        }
    }

    private static IEnumerable<(int Seed, double Value)> Values(ComparisonRow row) =>
        row.Runs.Where(run => run.Metric is not null).Select(run => (run.Seed, run.Metric!.Value));
}
