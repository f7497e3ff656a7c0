using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Something that data looks like: a line, a band, dots. Marks are drawn in order, later ones on top.</summary>
public interface IMark
{
    /// <summary>The mark as SVG elements in the coordinates of the area. Values without a place leave gaps.</summary>
    Markup Draw(PlotArea area);
}
