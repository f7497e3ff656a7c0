using Impetus.Lab.Problems;

namespace Impetus.Lab.Reproduction;

/// <summary>Something to look at: one panel, or several in rows with one legend.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Panels">The panels, row by row. What has the same name in two panels looks the same in both.</param>
public sealed record ExperimentFigure(string Title, IReadOnlyList<FigurePanel> Panels)
{
    /// <summary>A figure of one panel with curves.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="horizontal">The lower side.</param>
    /// <param name="vertical">The left side.</param>
    /// <param name="curves">The curves, the most important first.</param>
    public ExperimentFigure(string title, FigureAxis horizontal, FigureAxis vertical, IReadOnlyList<FigureCurve> curves)
        : this(title, [new(horizontal, vertical) { Curves = curves }])
    {
    }

    /// <summary>How to read the figure.</summary>
    public string Caption { get; init; } = "";

    /// <summary>How many panels stand in a row, from 1.</summary>
    public int Columns { get; init; } = 1;
}

/// <summary>A side of a panel.</summary>
/// <param name="Title">The quantity.</param>
/// <param name="IsLogarithmic">Whether equal ratios take equal lengths; then values of 0 and below leave gaps.</param>
public sealed record FigureAxis(string Title, bool IsLogarithmic = false)
{
    /// <summary>The stretch that is shown; null for a surface's extent, or else for as much as the data takes.</summary>
    public Interval? Range { get; init; }
}
