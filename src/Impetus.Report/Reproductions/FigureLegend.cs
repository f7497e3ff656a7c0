using Impetus.Lab.Reproduction;
using Impetus.Report.Figures;

namespace Impetus.Report.Reproductions;

/// <summary>The legend of a figure: every name once.</summary>
internal static class FigureLegend
{
    /// <summary>The legend; null if nothing has a name.</summary>
    public static Legend? Of(ExperimentFigure figure, SeriesStyles styles)
    {
        LegendEntry[] entries = [.. figure.Panels.SelectMany(panel => Entries(panel, styles)).Where(entry => entry.Name.Length > 0).DistinctBy(entry => entry.Name)];
        LegendEntry[] ends = figure.Panels.Any(panel => panel.Trajectories.Count > 0) ? [new("start", Swatch.Start), new("end", Swatch.End)] : [];
        LegendEntry[] targets = [.. figure.Panels.SelectMany(panel => panel.Points).Where(points => points.IsTarget).Select(points => new LegendEntry(points.Name, Swatch.Star)).DistinctBy(entry => entry.Name)];
        return entries.Length + targets.Length == 0 ? null : new([.. entries, .. ends, .. targets]);
    }

    private static IEnumerable<LegendEntry> Entries(FigurePanel panel, SeriesStyles styles) =>
    [
        .. panel.Curves.Select(curve => new LegendEntry(curve.Name, Swatch.Line(styles[curve.Name]))),
        .. panel.Trajectories.Select(trajectory => new LegendEntry(trajectory.Name, Swatch.Line(styles[trajectory.Name]))),
        .. panel.Arrows.Select(arrows => new LegendEntry(arrows.Name, Swatch.Arrow(styles[arrows.Name], arrows.IsFaint))),
        .. panel.Points.Where(points => !points.IsTarget).Select(points => new LegendEntry(points.Name, Swatch.Dot(styles[points.Name]))),
    ];
}
