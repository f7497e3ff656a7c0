namespace Impetus.Lab.Reproduction;

/// <summary>Two axes and what is drawn between them.</summary>
/// <param name="Horizontal">The lower side.</param>
/// <param name="Vertical">The left side.</param>
public sealed record FigurePanel(FigureAxis Horizontal, FigureAxis Vertical)
{
    /// <summary>What tells this panel from the others.</summary>
    public string Title { get; init; } = "";

    /// <summary>A function of both axes, drawn as shaded contours; null for none. Both axes then have the same unit of length.</summary>
    public FigureSurface? Surface { get; init; }

    /// <summary>Lines across, at values to hold others against.</summary>
    public IReadOnlyList<FigureReference> References { get; init; } = [];

    /// <summary>Curves, the most important first.</summary>
    public IReadOnlyList<FigureCurve> Curves { get; init; } = [];

    /// <summary>Ways through the plane.</summary>
    public IReadOnlyList<FigureTrajectory> Trajectories { get; init; } = [];

    /// <summary>Arrows.</summary>
    public IReadOnlyList<FigureArrows> Arrows { get; init; } = [];

    /// <summary>Single places.</summary>
    public IReadOnlyList<FigurePoints> Points { get; init; } = [];

    /// <summary>Named values with intervals, one below the other; where there are any, the names take the left side.</summary>
    public IReadOnlyList<FigureInterval> Intervals { get; init; } = [];
}

/// <summary>A curve.</summary>
/// <param name="Name">Its name in the legend; empty for none.</param>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Y">Vertical values; NaN leaves a gap.</param>
public sealed record FigureCurve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The standard errors of the values, drawn as a band; null for none.</summary>
    public IReadOnlyList<double>? Errors { get; init; }
}

/// <summary>A way through the plane; its start and its end are marked.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Horizontal values, in order of time.</param>
/// <param name="Y">Vertical values, in order of time.</param>
public sealed record FigureTrajectory(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>Arrows of one kind.</summary>
/// <param name="Name">Their name in the legend.</param>
/// <param name="Each">Where each starts, and how far it reaches, in the units of the axes.</param>
public sealed record FigureArrows(string Name, IReadOnlyList<FigureArrow> Each)
{
    /// <summary>Whether they are drawn thin and pale, behind arrows that matter more.</summary>
    public bool IsFaint { get; init; }
}

/// <summary>An arrow.</summary>
/// <param name="X">Where it starts.</param>
/// <param name="Y">Where it starts.</param>
/// <param name="AlongX">How far it reaches to the right.</param>
/// <param name="AlongY">How far it reaches upwards.</param>
public readonly record struct FigureArrow(double X, double Y, double AlongX, double AlongY);

/// <summary>Single places of one kind.</summary>
/// <param name="Name">Their name in the legend.</param>
/// <param name="X">Horizontal values.</param>
/// <param name="Y">Vertical values.</param>
/// <param name="IsTarget">Whether they are drawn as stars: where things should end, such as a known minimum. Else they are dots.</param>
public sealed record FigurePoints(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool IsTarget = false);

/// <summary>A line across a panel.</summary>
/// <param name="Value">Where it crosses its axis.</param>
/// <param name="IsUpright">Whether it stands on the horizontal axis; else it goes out from the vertical one.</param>
/// <param name="Label">What stands beside it; may be empty.</param>
public sealed record FigureReference(double Value, bool IsUpright, string Label = "");

/// <summary>A named value along the horizontal axis, and how sure it is.</summary>
/// <param name="Name">Its name, on the left side.</param>
/// <param name="Value">The value.</param>
/// <param name="Low">Where its interval begins; NaN for none.</param>
/// <param name="High">Where its interval ends; NaN for none.</param>
public readonly record struct FigureInterval(string Name, double Value, double Low, double High);
