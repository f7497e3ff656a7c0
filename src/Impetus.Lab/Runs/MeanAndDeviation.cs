namespace Impetus.Lab.Runs;

/// <summary>A quantity over seeds.</summary>
/// <param name="Mean">The arithmetic mean, or null when no run produced the quantity.</param>
/// <param name="Std">
/// The sample standard deviation (divisor n − 1), or null for fewer than two runs: one run says nothing about the spread.
/// </param>
public sealed record MeanAndDeviation(double? Mean, double? Std);
