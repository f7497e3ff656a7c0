using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>A line through points.</summary>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Y">Vertical values; NaN leaves a gap.</param>
/// <param name="Style">Colour and dashes.</param>
public sealed record LineMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, SeriesStyle Style) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => Markup.Of(
        $"""<path class="line {Style.Classes}" d="{PathData.Line(X.Zip(Y, (x, y) => (area.X(x), area.Y(y))))}"/>""");
}
