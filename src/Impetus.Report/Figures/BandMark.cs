using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>The area between two curves.</summary>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Lower">The lower curve; NaN leaves a gap.</param>
/// <param name="Upper">The upper curve; NaN leaves a gap.</param>
/// <param name="Style">Its colour.</param>
public sealed record BandMark(IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper, SeriesStyle Style) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => Markup.Of(
        $"""<path class="band {Style.Classes}" d="{PathData.Band(Enumerable.Range(0, X.Count).Select(i => (area.X(X[i]), area.Y(Upper[i]), area.Y(Lower[i]))))}"/>""");
}
