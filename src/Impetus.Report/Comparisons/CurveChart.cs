using Impetus.Lab.Runs;
using Impetus.Report.Figures;

namespace Impetus.Report.Comparisons;

/// <summary>The curves of one quantity: what the static figure and the interactive one both draw.</summary>
internal sealed record CurveChart
{
    private const int FewPoints = 8;

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>The quantity with its unit.</summary>
    public required string Quantity { get; init; }

    /// <summary>Decimals of a value that is read off.</summary>
    public required int Decimals { get; init; }

    /// <summary>Whether the vertical axis may be, and at first is, logarithmic.</summary>
    public required bool Logarithmic { get; init; }

    /// <summary>Lower end of the vertical axis.</summary>
    public required double Lowest { get; init; }

    /// <summary>Upper end of the vertical axis.</summary>
    public required double Highest { get; init; }

    /// <summary>A value that runs try to reach, with its name; null for none.</summary>
    public (double Value, string Label)? Target { get; init; }

    /// <summary>One band for each optimizer that recorded the quantity, in the order of the table.</summary>
    public required IReadOnlyList<(string Optimizer, SeriesStyle Style, SeedBand Band)> Bands { get; init; }

    /// <summary>The training loss; null if no run recorded it.</summary>
    public static CurveChart? TrainingLoss(Comparison comparison)
    {
        var bands = Collect(comparison, point => point.TrainLoss);
        double[] mean = [.. Judged(comparison, bands).SelectMany(band => band.Mean)];
        double[] positive = [.. Judged(comparison, bands).SelectMany(band => band.Lowest).Where(loss => loss > 0)];
        return mean.Length == 0
            ? null
            : new()
            {
                Title = "Training loss",
                Quantity = "Training loss (mean batch loss)",
                Decimals = 4,
                Logarithmic = positive.Length > 0,
                Lowest = positive.Length > 0 ? positive.Min() * 0.95 : mean.Min(),
                Highest = mean.Max() * 1.05,
                Bands = bands,
            };
    }

    /// <summary>The metric on the validation part; null if no run recorded it.</summary>
    public static CurveChart? ValidationMetric(Comparison comparison)
    {
        MetricText metric = MetricText.Of(comparison);
        var bands = Collect(comparison, point => metric.Factor * point.ValidationMetric);
        SeedBand[] judged = [.. Judged(comparison, bands)];
        if (judged.Length == 0)
        {
            return null;
        }

        // The way from chance in the first tenth would squeeze all that matters into the good edge; of a few points, all matter.
        double settled = judged.Max(band => band.Steps.Count) < FewPoints ? 0 : judged.Max(band => band.Steps[^1]) / 10;
        bool rises = comparison.Metric.HigherIsBetter;
        double lowest = Settled(band => band.Lowest, from: rises ? settled : 0).DefaultIfEmpty(0).Min();
        double highest = Settled(band => band.Highest, from: rises ? 0 : settled).DefaultIfEmpty(1).Max();
        double margin = Math.Max(comparison.Metric.IsShare ? 0.5 : 0.01 * Math.Abs(highest), 0.06 * (highest - lowest));
        return new()
        {
            Title = $"Validation {metric.Name}",
            Quantity = metric.On("Validation"),
            Decimals = metric.Decimals,
            Logarithmic = false,
            Lowest = Math.Max(0, lowest - margin),
            Highest = comparison.Metric.IsShare ? Math.Min(100, highest + margin) : highest + margin,
            Target = comparison.Metric.Target is { } target ? (metric.Factor * target, $"target {metric.Target}") : null,
            Bands = bands,
        };

        IEnumerable<double> Settled(Func<SeedBand, IReadOnlyList<double>> edge, double from) =>
            judged.SelectMany(band => band.Steps.Zip(edge(band))).Where(point => point.First >= from).Select(point => point.Second);
    }

    /// <summary>The static figure.</summary>
    public Figure ToFigure()
    {
        const int points = 600;
        var bands = Bands.Select(series => series with { Band = series.Band.Thinned(points) }).ToList();
        double lastStep = Bands.Max(series => series.Band.Steps[^1]);
        return new()
        {
            Description = $"{Title} of {Bands.Count} optimizers along training. The final values are in the table of results.",
            Horizontal = new("Training step", LinearScale.Within(0, lastStep)),
            Vertical = new(Quantity, Logarithmic ? new LogarithmicScale(Lowest, Highest) : LinearScale.Within(Lowest, Highest)),
            Marks =
            [
                .. bands.Select(series => new BandMark(series.Band.Steps, Above(series.Band.Lowest), series.Band.Highest, series.Style) { Share = BandMark.ShareOf(bands.Count) }),
                .. Enumerable.Reverse(bands).Select(series => new LineMark(series.Band.Steps, series.Band.Mean, series.Style)),
                .. Target is { } target ? [new ReferenceMark(target.Value, Upright: false), new ReferenceLabelMark(target.Value, Upright: false, target.Label)] : Array.Empty<IMark>(),
            ],
            Legend = Legend.OfLines(bands.Select(series => (series.Optimizer, series.Style))),
        };
    }

    // A logarithmic axis has no place for a loss of zero; a band that reaches it goes down to the edge.
    private IReadOnlyList<double> Above(IReadOnlyList<double> values) =>
        Logarithmic ? [.. values.Select(value => Math.Max(value, Lowest / 2))] : values;

    private static List<(string Optimizer, SeriesStyle Style, SeedBand Band)> Collect(Comparison comparison, Func<CurvePoint, double?> quantity)
    {
        OptimizerStyles styles = OptimizerStyles.Of(comparison);
        return
        [
            .. comparison.Rows
                .Select(row => (row.Optimizer, styles[row.Optimizer], SeedBand.Of(row.Runs, quantity)))
                .Where(series => series.Item3.Steps.Count > 0),
        ];
    }

    // What blew up shall not decide what is readable, unless there is nothing else.
    private static IEnumerable<SeedBand> Judged(Comparison comparison, List<(string Optimizer, SeriesStyle Style, SeedBand Band)> bands)
    {
        HashSet<string> sound = [.. comparison.Rows.Where(row => row.Status != RunStatus.Diverged).Select(row => row.Optimizer)];
        var judged = bands.Where(series => sound.Contains(series.Optimizer)).ToList();
        return (judged.Count > 0 ? judged : bands).Select(series => series.Band);
    }
}
