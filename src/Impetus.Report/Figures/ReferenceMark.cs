using Impetus.Report.Html;

namespace Impetus.Report.Figures;

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
