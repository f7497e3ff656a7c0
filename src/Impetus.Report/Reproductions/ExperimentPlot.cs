using Impetus.Lab.Reproduction;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>A figure of an experiment.</summary>
internal static class ExperimentPlot
{
    private const double SurfaceWidth = 600;
    private const double WidePlotHeight = 400;
    private const double LaneHeight = 24;
    private const double LowestShape = 0.4, HighestShape = 1.25;

    /// <summary>The drawing; empty if no panel has a value with a place on its axes.</summary>
    public static Markup Of(ExperimentFigure figure, double widest = PanelGrid.Widest)
    {
        SeriesStyles styles = SeriesStyles.Of(figure);
        Panel[] panels = [.. figure.Panels.Select(panel => ExperimentPanel.Of(panel, styles)).OfType<Panel>()];
        if (panels.Length == 0)
        {
            return Markup.Empty;
        }

        FigureSurface[] surfaces = [.. figure.Panels.Select(panel => panel.Surface).OfType<FigureSurface>()];
        FigureSurface? surface = surfaces.FirstOrDefault();
        int columns = widest < PanelGrid.Widest ? 1 : Math.Min(figure.Columns, panels.Length);
        int lanes = figure.Panels.Max(panel => panel.Intervals.Count);
        PanelGrid drawing = new()
        {
            Description = $"{figure.Title}. {figure.Caption}",
            Panels = panels,
            Columns = columns,
            Width = Math.Min(widest, surface is not null && figure.Columns == 1 ? SurfaceWidth : PanelGrid.Widest),
            PlotHeight = width => lanes > 0 ? lanes * LaneHeight : surface is not null ? width * Shape(surface) : columns == 1 ? Math.Min(WidePlotHeight, width) : width * 0.75,
            Legend = FigureLegend.Of(figure, styles),
            Key = surface is not null && surfaces.All(other => other == surface) && ExperimentPanel.Levels(surface) is { Count: > 0 } levels ? new(surface.Quantity, levels) : null,
        };
        return drawing.Draw();
    }

    /// <summary>Height over width, for equal units on both sides as far as that gives a shape to look at.</summary>
    private static double Shape(FigureSurface surface)
        => Math.Clamp((surface.Y[^1] - surface.Y[0]) / (surface.X[^1] - surface.X[0]), LowestShape, HighestShape);
}
