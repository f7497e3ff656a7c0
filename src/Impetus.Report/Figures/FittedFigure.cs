using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>A figure that is drawn for wide and for narrow screens, so that its letters are readable on both; the page shows the one that fits.</summary>
public static class FittedFigure
{
    private const double Narrow = 470;

    /// <summary>Both drawings.</summary>
    public static Markup Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Of(width => (figure with { Width = Math.Min(width, figure.Width) }).Draw());
    }

    /// <summary>Both drawings of something that is drawn in a given width.</summary>
    public static Markup Of(Func<double, Markup> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return Markup.Of(
            $"""
            <div class="fit-wide">{draw(PanelGrid.Widest)}</div>
            <div class="fit-narrow">{draw(Narrow)}</div>
            """);
    }
}
