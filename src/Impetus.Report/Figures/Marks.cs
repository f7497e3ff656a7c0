using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Something that data looks like: a line, a band, dots. Marks are drawn in order, later ones on top.</summary>
public interface IMark
{
    /// <summary>The mark as SVG elements in the coordinates of the area. Values without a place leave gaps.</summary>
    Markup Draw(PlotArea area);
}

/// <summary>A line through points.</summary>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Y">Vertical values; NaN leaves a gap.</param>
/// <param name="Style">Colour and dashes.</param>
public sealed record LineMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, SeriesStyle Style) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        (double X, double Y)[] points = [.. X.Zip(Y, (x, y) => (area.X(x), area.Y(y)))];
        return Markup.Of(
            $"""<path class="line {Style.Classes}" d="{PathData.Line(points)}"/>{Alone(points).Select(point => Markup.Of($"""<circle class="point {Style.Classes}" cx="{point.X}" cy="{point.Y}" r="3.5"/>"""))}""");
    }

    // A line through one point cannot be seen.
    private static IEnumerable<(double X, double Y)> Alone((double X, double Y)[] points) => points
        .Where((point, index) => IsVisible(point) && !(index > 0 && IsVisible(points[index - 1])) && !(index + 1 < points.Length && IsVisible(points[index + 1])));

    private static bool IsVisible((double X, double Y) point) => !double.IsNaN(point.X) && !double.IsNaN(point.Y);
}

/// <summary>The area between two curves.</summary>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Lower">The lower curve; NaN leaves a gap.</param>
/// <param name="Upper">The upper curve; NaN leaves a gap.</param>
/// <param name="Style">Its colour.</param>
public sealed record BandMark(IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper, SeriesStyle Style) : IMark
{
    /// <summary>How opaque it is, of what one band alone is. Many of them on each other would become one grey.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The share of each of so many bands.</summary>
    public static double ShareOf(int count) => count <= 3 ? 1 : 2.0 / (count - 1);

    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => Markup.Of(
        $"""<path class="band {Style.Classes}" style="--share: {Share}" d="{PathData.Band(Enumerable.Range(0, X.Count).Select(i => (area.X(X[i]), area.Y(Upper[i]), area.Y(Lower[i]))))}"/>""");
}

/// <summary>One dot.</summary>
/// <param name="X">Its horizontal value.</param>
/// <param name="Y">Its vertical value.</param>
/// <param name="Style">Its colour.</param>
/// <param name="Label">What it says when pointed at.</param>
public sealed record DotMark(double X, double Y, SeriesStyle Style, string Label) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => double.IsNaN(area.X(X)) || double.IsNaN(area.Y(Y))
        ? Markup.Empty
        : Markup.Of($"""<circle class="dot {Style.Classes}" cx="{area.X(X)}" cy="{area.Y(Y)}" r="4"><title>{Label}</title></circle>""");
}

/// <summary>A value with the interval around it, lying.</summary>
/// <param name="Centre">The value.</param>
/// <param name="Low">Start of the interval; NaN to draw the value alone.</param>
/// <param name="High">End of the interval; NaN to draw the value alone.</param>
/// <param name="Y">Where it lies vertically.</param>
/// <param name="Style">Its colour.</param>
/// <param name="Label">What it says when pointed at.</param>
public sealed record IntervalMark(double Centre, double Low, double High, double Y, SeriesStyle Style, string Label) : IMark
{
    private const double Serif = 5;
    private const double Diamond = 6.5;

    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        double x = area.X(Centre);
        double y = area.Y(Y);
        (double low, double high) = (area.X(Low), area.X(High));
        Markup bar = double.IsNaN(low) || double.IsNaN(high)
            ? Markup.Empty
            : Markup.Of($"""<path class="interval" d="M{low} {y - Serif}v{2 * Serif}M{low} {y}H{high}M{high} {y - Serif}v{2 * Serif}"/>""");
        Markup centre = double.IsNaN(x)
            ? Markup.Empty
            : Markup.Of($"""<path class="centre" d="M{x - Diamond} {y}L{x} {y - Diamond}L{x + Diamond} {y}L{x} {y + Diamond}Z"/>""");
        return Markup.Of($"""<g class="{Style.Classes}"><title>{Label}</title>{bar}{centre}</g>""");
    }
}

/// <summary>An arrow from one place to another.</summary>
/// <param name="FromX">Where it starts.</param>
/// <param name="FromY">Where it starts.</param>
/// <param name="ToX">Where its head is.</param>
/// <param name="ToY">Where its head is.</param>
/// <param name="Style">Its colour.</param>
/// <param name="IsFaint">Whether it is thin and pale.</param>
public sealed record ArrowMark(double FromX, double FromY, double ToX, double ToY, SeriesStyle Style, bool IsFaint) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => Symbols.Arrow(area.X(FromX), area.Y(FromY), area.X(ToX), area.Y(ToY), Style, IsFaint);
}

/// <summary>A star: where things should end.</summary>
/// <param name="X">Its horizontal value.</param>
/// <param name="Y">Its vertical value.</param>
public sealed record StarMark(double X, double Y) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => double.IsNaN(area.X(X)) || double.IsNaN(area.Y(Y)) ? Markup.Empty : Symbols.Star(area.X(X), area.Y(Y));
}

/// <summary>Words in the middle of a lane that has nothing else to show.</summary>
/// <param name="Y">Where they stand vertically.</param>
/// <param name="Text">The words.</param>
public sealed record NoteMark(double Y, string Text) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => Markup.Of(
        $"""<text class="note" x="{area.Width / 2}" y="{area.Y(Y)}" dy="0.35em" text-anchor="middle">{Text}</text>""");
}

/// <summary>A line across the whole area at a value that others are held against.</summary>
/// <param name="Value">The value.</param>
/// <param name="Upright">True for a value of the horizontal axis, whose line stands; false for one of the vertical axis.</param>
public sealed record ReferenceMark(double Value, bool Upright) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        double at = Upright ? area.X(Value) : area.Y(Value);
        return double.IsNaN(at)
            ? Markup.Empty
            : Upright ? Markup.Of($"""<path class="reference" d="M{at} 0V{area.Height}"/>""") : Markup.Of($"""<path class="reference" d="M0 {at}H{area.Width}"/>""");
    }
}

/// <summary>What stands beside a <see cref="ReferenceMark"/>. Drawn after all curves, so that none crosses it out.</summary>
/// <param name="Value">The value of the line.</param>
/// <param name="Upright">Whether the line stands.</param>
/// <param name="Label">The words.</param>
public sealed record ReferenceLabelMark(double Value, bool Upright, string Label) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        double at = Upright ? area.X(Value) : area.Y(Value);
        return double.IsNaN(at) || Label.Length == 0
            ? Markup.Empty
            : Upright
                ? Markup.Of($"""<text class="reference-label" x="{at + 5}" y="12">{Label}</text>""")
                : Markup.Of($"""<text class="reference-label" x="{area.Width - 4}" y="{at - 5}" text-anchor="end">{Label}</text>""");
    }
}
