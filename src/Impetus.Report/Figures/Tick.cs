namespace Impetus.Report.Figures;

/// <summary>A labelled position on an axis.</summary>
/// <param name="Value">The position, in units of the data.</param>
/// <param name="Label">What stands beside it.</param>
public readonly record struct Tick(double Value, string Label);
