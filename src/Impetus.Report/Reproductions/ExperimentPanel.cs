using System.Globalization;
using Impetus.Lab.Problems;
using Impetus.Lab.Reproduction;
using Impetus.Report.Figures;

namespace Impetus.Report.Reproductions;

/// <summary>A panel of an experiment's figure, with its axes and marks.</summary>
internal static class ExperimentPanel
{
    private const int MostPoints = 800;
    private const int MostLevels = 12;

    /// <summary>The panel; null if no value has a place on its axes.</summary>
    public static Panel? Of(FigurePanel panel, SeriesStyles styles)
    {
        Interval? horizontal = panel.Horizontal.Range ?? Extent(panel.Surface?.X) ?? Extent(Horizontal(panel).Where(value => HasPlace(value, panel.Horizontal)));
        if (panel.Intervals.Count > 0 && horizontal is { } range)
        {
            Axis names = new(panel.Vertical.Title, new CategoryScale([.. panel.Intervals.Select(interval => interval.Name)]));
            return new(panel.Title, new(panel.Horizontal.Title, ScaleOf(panel.Horizontal, range, isGiven: false)), names, [.. Marks(panel, styles)]);
        }

        Interval? vertical = panel.Vertical.Range ?? Extent(panel.Surface?.Y) ?? Extent(Vertical(panel).Where(value => HasPlace(value, panel.Vertical)));
        return horizontal is null || vertical is null
            ? null
            : new(
                panel.Title,
                new(panel.Horizontal.Title, ScaleOf(panel.Horizontal, horizontal.Value, panel.Surface is not null)),
                new(panel.Vertical.Title, ScaleOf(panel.Vertical, vertical.Value, panel.Surface is not null)),
                [.. Marks(panel, styles)]);
    }

    /// <summary>The levels of a surface's contours.</summary>
    public static IReadOnlyList<Tick> Levels(FigureSurface surface)
        => surface.IsLogarithmic ? SurfaceLevels.Logarithmic(surface.Values, MostLevels) : SurfaceLevels.Linear(surface.Values, MostLevels);

    private static IEnumerable<IMark> Marks(FigurePanel panel, SeriesStyles styles) =>
    [
        .. panel.Surface is { } surface ? [new SurfaceMark(surface.X, surface.Y, surface.Values, [.. Levels(surface).Select(level => level.Value)])] : Array.Empty<IMark>(),
        .. panel.References.Select(reference => new ReferenceMark(reference.Value, reference.IsUpright)),
        .. panel.Curves.Where(curve => curve.Errors is not null).Select(curve => Band(Thinned(curve), styles[curve.Name], panel.Vertical.IsLogarithmic) with { Share = BandMark.ShareOf(panel.Curves.Count) }),
        .. panel.Curves.Select(curve => Line(Thinned(curve), styles[curve.Name])),
        .. panel.Trajectories.Select(trajectory => new TrajectoryMark(trajectory.X, trajectory.Y, styles[trajectory.Name])),
        .. panel.Points.Where(points => points.IsTarget).SelectMany(points => points.X.Zip(points.Y, (x, y) => new StarMark(x, y))),
        .. panel.Points.Where(points => !points.IsTarget).SelectMany(points => points.X.Zip(points.Y, (x, y) => new DotMark(x, y, styles[points.Name], points.Name))),
        .. panel.Trajectories.Select(trajectory => new TrajectoryEndsMark(trajectory.X, trajectory.Y, styles[trajectory.Name])),
        .. panel.Arrows.OrderBy(arrows => !arrows.IsFaint).SelectMany(arrows => arrows.Each.Select(arrow => new ArrowMark(
            arrow.X, arrow.Y, arrow.X + arrow.AlongX, arrow.Y + arrow.AlongY, styles[arrows.Name], arrows.IsFaint))),
        .. panel.Intervals.Select((interval, lane) => new IntervalMark(interval.Value, interval.Low, interval.High, lane, SeriesStyle.Of(0), string.Create(
            CultureInfo.InvariantCulture, $"{interval.Name}: {interval.Value:G3} [{interval.Low:G3}, {interval.High:G3}]"))),
        .. panel.References.Select(reference => new ReferenceLabelMark(reference.Value, reference.IsUpright, reference.Label)),
    ];

    private static IEnumerable<double> Horizontal(FigurePanel panel) => panel.Curves.SelectMany(curve => curve.X)
        .Concat(panel.Trajectories.SelectMany(trajectory => trajectory.X))
        .Concat(panel.Arrows.SelectMany(arrows => arrows.Each).SelectMany(arrow => new[] { arrow.X, arrow.X + arrow.AlongX }))
        .Concat(panel.Points.SelectMany(points => points.X))
        .Concat(panel.Intervals.SelectMany(interval => new[] { interval.Value, interval.Low, interval.High }))
        .Concat(panel.Intervals.Count > 0 ? panel.References.Where(reference => reference.IsUpright).Select(reference => reference.Value) : []);

    private static IEnumerable<double> Vertical(FigurePanel panel) => panel.Curves.SelectMany(Ends)
        .Concat(panel.Trajectories.SelectMany(trajectory => trajectory.Y))
        .Concat(panel.Arrows.SelectMany(arrows => arrows.Each).SelectMany(arrow => new[] { arrow.Y, arrow.Y + arrow.AlongY }))
        .Concat(panel.Points.SelectMany(points => points.Y));

    private static IEnumerable<double> Ends(FigureCurve curve) => curve.Errors is { } errors
        ? curve.Y.Concat(curve.Y.Zip(errors, (value, error) => value + error)).Concat(curve.Y.Zip(errors, (value, error) => value - error))
        : curve.Y;

    private static bool HasPlace(double value, FigureAxis axis) => double.IsFinite(value) && (value > 0 || !axis.IsLogarithmic);

    private static Interval? Extent(IEnumerable<double>? values)
    {
        double[] all = [.. values ?? []];
        return all.Length == 0 ? null : new(all.Min(), all.Max());
    }

    /// <summary>Axes of data end at ticks; those of a surface or of a given range end where it ends.</summary>
    private static Scale ScaleOf(FigureAxis axis, Interval range, bool isGiven) => axis.IsLogarithmic
        ? new LogarithmicScale(range.Low, range.High)
        : isGiven || axis.Range is not null ? LinearScale.Within(range.Low, range.High, 6) : LinearScale.Covering(range.Low, range.High);

    private static LineMark Line(FigureCurve curve, SeriesStyle style) => new(curve.X, curve.Y, style);

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
