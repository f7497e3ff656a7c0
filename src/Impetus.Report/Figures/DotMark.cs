using Impetus.Report.Html;

namespace Impetus.Report.Figures;

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
