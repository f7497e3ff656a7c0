using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>
/// A function of two variables as shaded contours. Whatever lies above a level is covered once more, so that shades add up: the
/// lowest stretch has the colour of the page.
/// </summary>
/// <param name="X">The columns of the grid, ascending.</param>
/// <param name="Y">The rows of the grid, ascending.</param>
/// <param name="Values">The values, row by row.</param>
/// <param name="Levels">The contours' levels, ascending.</param>
public sealed record SurfaceMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Values, IReadOnlyList<double> Levels) : IMark
{
    private const double Tolerance = 0.25;

    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        MarchingSquares grid = new([.. X.Select(area.X)], [.. Y.Select(area.Y)], Values);
        return Markup.Of(
            $"""
            {Markup.Join(Levels.Select(level => Markup.Of($"""<path class="height" d="{string.Concat(grid.Outlines(level).Select(Outline))}"/>""")))}
            <path class="frame" d="M0 0H{area.Width}V{area.Height}H0Z"/>
            """);
    }

    private static string Outline(IReadOnlyList<(double X, double Y)> points)
    {
        // The first point is as good as any other to start and to end with.
        IReadOnlyList<(double X, double Y)> closed = Simplification.Of([.. points, points[0]], Tolerance);
        return closed.Count > 3 ? PathData.Line(closed.SkipLast(1)) + "Z" : "";
    }
}
