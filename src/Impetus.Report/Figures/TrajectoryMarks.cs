using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>A way through the plane, without its ends: <see cref="TrajectoryEndsMark"/>.</summary>
/// <param name="X">Horizontal values, in order of time.</param>
/// <param name="Y">Vertical values, in order of time.</param>
/// <param name="Style">Its colour.</param>
public sealed record TrajectoryMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, SeriesStyle Style) : IMark
{
    // Circling at rest adds thousands of points that nobody can see.
    private const double Invisible = 0.4;

    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        (double X, double Y)[] points = [.. X.Zip(Y, (x, y) => (area.X(x), area.Y(y)))];
        // An SVG element of its own cuts off what leaves the area.
        return Markup.Of($"""<svg width="{area.Width}" height="{area.Height}"><path class="line way {Style.Classes}" d="{PathData.Line(Seen(points))}"/></svg>""");
    }

    private static IEnumerable<(double X, double Y)> Seen((double X, double Y)[] points)
    {
        (double X, double Y) last = (double.NaN, double.NaN);
        foreach ((double X, double Y) point in points)
        {
            // A gap, on either side, compares false and stays.
            if (!(Math.Abs(point.X - last.X) < Invisible && Math.Abs(point.Y - last.Y) < Invisible))
            {
                last = point;
                yield return point;
            }
        }
    }
}

/// <summary>The ends of a way through the plane: a square at its start, a diamond at its end. Drawn after all ways, so that none is hidden.</summary>
/// <param name="X">Horizontal values, in order of time.</param>
/// <param name="Y">Vertical values, in order of time.</param>
/// <param name="Style">Its colour.</param>
public sealed record TrajectoryEndsMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, SeriesStyle Style) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        (double X, double Y)[] places = [.. X.Zip(Y, (x, y) => (X: area.X(x), Y: area.Y(y))).Where(place => double.IsFinite(place.X) && double.IsFinite(place.Y))];
        return places.Length == 0
            ? Markup.Empty
            : Markup.Of($"{Symbols.Start(places[0].X, places[0].Y, Style.Classes)}{Symbols.End(places[^1].X, places[^1].Y, Style.Classes)}");
    }
}
