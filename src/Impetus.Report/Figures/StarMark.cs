using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>A star: where things should end.</summary>
/// <param name="X">Its horizontal value.</param>
/// <param name="Y">Its vertical value.</param>
public sealed record StarMark(double X, double Y) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area) => double.IsNaN(area.X(X)) || double.IsNaN(area.Y(Y)) ? Markup.Empty : Symbols.Star(area.X(X), area.Y(Y));
}
