using Impetus.Report.Html;

namespace Impetus.Report.Figures;

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
