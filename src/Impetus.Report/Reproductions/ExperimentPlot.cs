using Impetus.Lab.Experiments.Reproduction;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>The curves of an experiment.</summary>
internal static class ExperimentPlot
{
    private const int MostPoints = 800;

    /// <summary>The section; empty if no value has a place on its axes.</summary>
    public static Markup Of(ExperimentFigure figure)
    {
        double[] horizontal = [.. figure.Curves.SelectMany(curve => curve.X).Where(value => HasPlace(value, figure.Horizontal))];
        double[] vertical = [.. figure.Curves.SelectMany(Ends).Where(value => HasPlace(value, figure.Vertical))];
        if (horizontal.Length == 0 || vertical.Length == 0)
        {
            return Markup.Empty;
        }

        (FigureCurve Curve, SeriesStyle Style)[] curves = [.. figure.Curves.Select((curve, index) => (Thinned(curve), SeriesStyle.Of(index)))];
        Figure drawing = new()
        {
            Description = $"{figure.Title}. {figure.Caption}",
            Horizontal = new(figure.Horizontal.Title, ScaleOf(figure.Horizontal, horizontal)),
            Vertical = new(figure.Vertical.Title, ScaleOf(figure.Vertical, vertical)),
            PlotHeight = 400,
            Marks =
            [
                .. curves.Where(entry => entry.Curve.Errors is not null).Select(entry => Band(entry.Curve, entry.Style, figure.Vertical.IsLogarithmic)),
                .. curves.Select(entry => new LineMark(entry.Curve.X, entry.Curve.Y, entry.Style)),
            ],
            Legend = new([.. curves.Select(entry => (entry.Curve.Name, entry.Style))]),
        };
        return Markup.Of(
            $"""
            <section>
            <h2>{figure.Title}</h2>
            <figure><div class="wide">{drawing.Draw()}</div>
            <figcaption>{figure.Caption}</figcaption></figure>
            </section>
            """);
    }

    private static bool HasPlace(double value, FigureAxis axis) => double.IsFinite(value) && (value > 0 || !axis.IsLogarithmic);

    private static IEnumerable<double> Ends(FigureCurve curve) => curve.Errors is { } errors
        ? curve.Y.Concat(curve.Y.Zip(errors, (value, error) => value + error)).Concat(curve.Y.Zip(errors, (value, error) => value - error))
        : curve.Y;

    private static Scale ScaleOf(FigureAxis axis, double[] values)
        => axis.IsLogarithmic ? new LogarithmicScale(values.Min(), values.Max()) : LinearScale.Covering(values.Min(), values.Max());

    /// <summary>Where a band would reach 0 on a logarithmic axis, it ends at the curve instead.</summary>
    private static BandMark Band(FigureCurve curve, SeriesStyle style, bool isLogarithmic) => new(
        curve.X,
        [.. curve.Y.Zip(curve.Errors!, (value, error) => isLogarithmic && error >= value ? value : value - error)],
        [.. curve.Y.Zip(curve.Errors!, (value, error) => value + error)],
        style);

    private static FigureCurve Thinned(FigureCurve curve)
    {
        if (curve.X.Count <= MostPoints)
        {
            return curve;
        }

        IReadOnlyList<int> kept = Thinning.Indices(curve.Y, MostPoints);
        return new(curve.Name, [.. kept.Select(index => curve.X[index])], [.. kept.Select(index => curve.Y[index])])
        {
            Errors = curve.Errors is { } errors ? [.. kept.Select(index => errors[index])] : null,
        };
    }
}
