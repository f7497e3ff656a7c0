using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>A line across the whole area at a value that others are held against.</summary>
/// <param name="Value">The value.</param>
/// <param name="Upright">True for a value of the horizontal axis, whose line stands; false for one of the vertical axis.</param>
/// <param name="Label">What stands beside the line; may be empty.</param>
public sealed record ReferenceMark(double Value, bool Upright, string Label) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        double at = Upright ? area.X(Value) : area.Y(Value);
        return at switch
        {
            double.NaN => Markup.Empty,
            _ when Upright => Markup.Of(
                $"""<path class="reference" d="M{at} 0V{area.Height}"/><text class="reference-label" x="{at + 5}" y="12">{Label}</text>"""),
            _ => Markup.Of(
                $"""<path class="reference" d="M0 {at}H{area.Width}"/><text class="reference-label" x="{area.Width - 4}" y="{at - 5}" text-anchor="end">{Label}</text>"""),
        };
    }
}
