namespace Impetus.Lab.Experiments.Reproduction;

/// <summary>Curves to look at.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Horizontal">The lower side.</param>
/// <param name="Vertical">The left side.</param>
/// <param name="Curves">The curves, the most important first.</param>
public sealed record ExperimentFigure(string Title, FigureAxis Horizontal, FigureAxis Vertical, IReadOnlyList<FigureCurve> Curves)
{
    /// <summary>How to read the figure.</summary>
    public string Caption { get; init; } = "";
}

/// <summary>A side of a figure.</summary>
/// <param name="Title">The quantity.</param>
/// <param name="IsLogarithmic">Whether equal ratios take equal lengths; then values of 0 and below leave gaps.</param>
public sealed record FigureAxis(string Title, bool IsLogarithmic = false);

/// <summary>A curve.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Y">Vertical values; NaN leaves a gap.</param>
public sealed record FigureCurve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The standard errors of the values, drawn as a band; null for none.</summary>
    public IReadOnlyList<double>? Errors { get; init; }
}
