using Impetus.Report.Html;

namespace Impetus.Report.Figures;

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
