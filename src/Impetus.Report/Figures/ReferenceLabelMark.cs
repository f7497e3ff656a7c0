using Impetus.Report.Html;

namespace Impetus.Report.Figures;

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
