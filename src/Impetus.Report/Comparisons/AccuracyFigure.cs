using Impetus.Lab.Runs;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The test accuracy of every seed, with mean and standard deviation.</summary>
internal static class AccuracyFigure
{
    private const double LaneHeight = 38;

    // Of a lane's height 1: seeds lie beside each other within this share, the same seed at the same height in every lane.
    private const double SeedRoom = 0.4;

    /// <summary>The section; empty if no run finished.</summary>
    public static Markup Of(Comparison comparison)
    {
        double[] all = [.. comparison.Rows.SelectMany(Accuracies).Select(seed => seed.Accuracy)];
        double[] bars = [.. comparison.Rows.SelectMany(row => row.TestAccuracy is { Mean: { } mean, Std: { } std } ? new[] { 100 * (mean - std), 100 * (mean + std) } : [])];
        if (all.Length == 0)
        {
            return Markup.Empty;
        }

        int[] seedsOfAll = [.. comparison.Rows.SelectMany(Accuracies).Select(seed => seed.Seed).Distinct().Order()];
        Figure figure = new()
        {
            Description = "Test accuracy of every seed of every optimizer. The numbers are in the table of results.",
            Horizontal = new("Test accuracy (%)", LinearScale.Covering(all.Concat(bars).Min(), all.Concat(bars).Max(), 12)),
            Vertical = new("", new CategoryScale([.. comparison.Rows.Select(row => row.Optimizer)])),
            PlotHeight = LaneHeight * comparison.Rows.Count,
            Marks = [.. comparison.Rows.SelectMany((row, index) => Lane(row, index, seedsOfAll))],
        };
        return Markup.Of(
            $"""
            <section>
            <h2>Test accuracy, seed by seed</h2>
            <figure><div class="wide">{figure.Draw()}</div>
            <figcaption>A dot is one seed{(seedsOfAll.Length > 1 ? ", the same seed at the same height in every lane; the diamond is the mean, the bar one standard deviation to both sides" : "")}.</figcaption></figure>
            </section>
            """);
    }

    private static IEnumerable<IMark> Lane(ComparisonRow row, int index, int[] seedsOfAll)
    {
        SeriesStyle style = SeriesStyle.Of(index);
        List<(int Seed, double Accuracy)> seeds = [.. Accuracies(row)];
        if (row.TestAccuracy.Mean is not { } mean || seeds.Count == 0)
        {
            yield return new NoteMark(index, row.Status == RunStatus.Diverged ? "diverged" : "no finished run");
            yield break;
        }

        if (row.TestAccuracy.Std is { } std)
        {
            yield return new IntervalMark(
                100 * mean, 100 * (mean - std), 100 * (mean + std), index, style, $"{row.Optimizer}: {Numbers.Percent(row.TestAccuracy)} %");
        }

        foreach ((int seed, double accuracy) in seeds)
        {
            double offset = seedsOfAll.Length == 1 ? 0 : SeedRoom * ((Array.IndexOf(seedsOfAll, seed) / (seedsOfAll.Length - 1.0)) - 0.5);
            yield return new DotMark(accuracy, index + offset, style, $"{row.Optimizer}, seed {seed}: {Numbers.Fixed(accuracy, 2)} %");
        }
    }

    private static IEnumerable<(int Seed, double Accuracy)> Accuracies(ComparisonRow row) =>
        row.Runs.Where(run => run.TestAccuracy is not null).Select(run => (run.Seed, 100 * run.TestAccuracy!.Value));
}
