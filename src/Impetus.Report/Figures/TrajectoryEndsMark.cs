using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>The ends of a way through the plane: a square at its start, a diamond at its end. Drawn after all ways, so that none is hidden.</summary>
/// <param name="X">Horizontal values, in order of time.</param>
/// <param name="Y">Vertical values, in order of time.</param>
/// <param name="Style">Its colour.</param>
public sealed record TrajectoryEndsMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, SeriesStyle Style) : IMark
{
    /// <inheritdoc/>
    public Markup Draw(PlotArea area)
    {
        (double X, double Y)[] places = [.. X.Zip(Y, (x, y) => (X: area.X(x), Y: area.Y(y))).Where(place => double.IsFinite(place.X) && double.IsFinite(place.Y))];
        return places.Length == 0
            ? Markup.Empty
            : Markup.Of($"{Symbols.Start(places[0].X, places[0].Y, Style.Classes)}{Symbols.End(places[^1].X, places[^1].Y, Style.Classes)}");
    }
}
