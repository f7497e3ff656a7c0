namespace Impetus.Report.Figures;

/// <summary>A side of a figure.</summary>
/// <param name="Title">The quantity with its unit; empty where the tick labels say it all.</param>
/// <param name="Scale">Where values lie and which of them are labelled.</param>
public sealed record Axis(string Title, Scale Scale);
