using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Words in the middle of a lane that has nothing else to show.</summary>
/// <param name="Y">Where they stand vertically.</param>
/// <param name="Text">The words.</param>
public sealed record NoteMark(double Y, string Text) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => Markup.Of(
        $"""<text class="note" x="{area.Width / 2}" y="{area.Y(Y)}" dy="0.35em" text-anchor="middle">{Text}</text>""");
}
