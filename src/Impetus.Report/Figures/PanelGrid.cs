using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Panels in rows with one legend below all of them, drawn as one SVG element that scales with the page.</summary>
public sealed record PanelGrid
{
    /// <summary>The width at which a figure fills a page.</summary>
    public const double Widest = 920;

    private const double Gap = 16;

    /// <summary>What the figure shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The panels, row by row.</summary>
    public required IReadOnlyList<Panel> Panels { get; init; }

    /// <summary>How many panels stand in a row, from 1.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>The names of the series, where they need one.</summary>
    public Legend? Legend { get; init; }

    /// <summary>What the shades of a surface stand for.</summary>
    public SurfaceKey? Key { get; init; }

    /// <summary>Width in pixels at natural size.</summary>
    public double Width { get; init; } = Widest;

    /// <summary>Height of each panel's area in pixels, given its width.</summary>
    public Func<double, double> PlotHeight { get; init; } = _ => 320;

    /// <summary>The figure as an SVG element.</summary>
    public Markup Draw()
    {
        // All panels get the same margins, so that areas are equal and stand in line.
        double left = Panels.Max(panel => panel.Left), right = Panels.Max(panel => panel.Right);
        double top = Panels.Max(panel => panel.Top), bottom = Panels.Max(panel => panel.Bottom);
        double cell = (Width - (Gap * (Columns - 1))) / Columns, width = cell - left - right, plotHeight = PlotHeight(width);
        double row = top + plotHeight + bottom + (Columns > 1 ? Gap : 0), inner = Width - left - right;
        double below = (row * Math.Ceiling(Panels.Count / (double)Columns)) + 8;
        double keyTop = below + (Legend is null ? 0 : Legend.Height(inner));
        double height = keyTop + (Key is null ? 0 : SurfaceKey.Height) - (Legend is null && Key is null ? 8 : 0);
        return Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="{(Width < Widest ? "plot narrow" : "plot")}" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Description}">
            {Panels.Select((panel, index) => Markup.Of($"""<g transform="translate({index % Columns * (cell + Gap)} {index / Columns * row})">{panel.Draw(left, top, width, plotHeight)}</g>"""))}
            <g transform="translate({left} {below})">{Legend?.Draw(inner) ?? Markup.Empty}</g>
            <g transform="translate({left} {keyTop})">{Key?.Draw(inner) ?? Markup.Empty}</g>
            </svg>
            """);
    }
}
