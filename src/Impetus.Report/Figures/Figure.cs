using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Axes, marks between them and a legend below: a figure of one panel.</summary>
public sealed record Figure
{
    /// <summary>Size of all text in pixels.</summary>
    public const double FontSize = 12;

    /// <summary>What the figure shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The lower side.</summary>
    public required Axis Horizontal { get; init; }

    /// <summary>The left side; its title stands above it, so that it reads without turning the head.</summary>
    public required Axis Vertical { get; init; }

    /// <summary>What is drawn, from the back to the front.</summary>
    public required IReadOnlyList<IMark> Marks { get; init; }

    /// <summary>The names of the series, where they need one.</summary>
    public Legend? Legend { get; init; }

    /// <summary>Width in pixels at natural size.</summary>
    public double Width { get; init; } = PanelGrid.Widest;

    /// <summary>Height of the area between the axes in pixels at natural size.</summary>
    public double PlotHeight { get; init; } = 320;

    /// <summary>The figure as an SVG element.</summary>
    public Markup Draw() => new PanelGrid
    {
        Description = Description,
        Panels = [new("", Horizontal, Vertical, Marks)],
        Legend = Legend,
        Width = Width,
        PlotHeight = _ => PlotHeight,
    }.Draw();
}
