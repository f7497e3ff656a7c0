namespace Impetus.Report.Figures;

/// <summary>The rectangle between the axes, in pixels from its own upper left corner.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Horizontal">The scale along its lower side.</param>
/// <param name="Vertical">The scale along its left side.</param>
public sealed record PlotArea(double Width, double Height, Scale Horizontal, Scale Vertical)
{
    /// <summary>Pixels from the left side; NaN for a value without a place.</summary>
    public double X(double value) => Width * Horizontal.Project(value);

    /// <summary>Pixels from the upper side; NaN for a value without a place.</summary>
    public double Y(double value) => Height * (1 - Vertical.Project(value));
}
