using Impetus.Lab.Reproduction;
using Impetus.Report.Figures;

namespace Impetus.Report.Reproductions;

/// <summary>The look of every name in a figure: names get colours in the order in which they first appear, over all panels.</summary>
internal sealed class SeriesStyles
{
    private readonly Dictionary<string, SeriesStyle> _styles = [];

    private SeriesStyles(IEnumerable<string> names)
    {
        foreach (string name in names.Distinct())
        {
            _styles[name] = SeriesStyle.Of(_styles.Count);
        }
    }

    /// <summary>The look of a name.</summary>
    public SeriesStyle this[string name] => _styles[name];

    /// <summary>The looks of all names of a figure.</summary>
    public static SeriesStyles Of(ExperimentFigure figure) => new(figure.Panels.SelectMany(panel => panel.Curves.Select(curve => curve.Name)
        .Concat(panel.Trajectories.Select(trajectory => trajectory.Name))
        .Concat(panel.Arrows.Select(arrows => arrows.Name))
        .Concat(panel.Points.Where(points => !points.IsTarget).Select(points => points.Name))));
}
