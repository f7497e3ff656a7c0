namespace Impetus.Lab.Runs;

/// <summary>
/// How far the metric of a row lies from that of the best row, paired over the seeds that both finished.
/// An interval that contains zero means that the seeds do not tell the two apart.
/// </summary>
/// <param name="Mean">Mean over seeds of (this row − best row), in units of the metric; negative is worse only where higher is better.</param>
/// <param name="Low">Lower end of the confidence interval, or null for fewer than two pairs.</param>
/// <param name="High">Upper end of the confidence interval, or null for fewer than two pairs.</param>
/// <param name="Confidence">The probability that the interval was built for, for instance 0.95.</param>
public sealed record Difference(double Mean, double? Low, double? High, double Confidence);
