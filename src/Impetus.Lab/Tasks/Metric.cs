namespace Impetus.Lab.Tasks;

/// <summary>The quantity that a task is judged by.</summary>
/// <param name="Name">What papers call it: <c>accuracy</c>, <c>perplexity</c>, <c>BLEU</c>.</param>
/// <param name="HigherIsBetter">Whether a larger value is better.</param>
/// <param name="IsShare">Whether it is an accuracy: a share of 0 to 1, written for people in percent.</param>
/// <param name="Target">The value on the validation part whose first crossing is reported as "steps to target"; null for none.</param>
public sealed record Metric(string Name, bool HigherIsBetter, bool IsShare = false, double? Target = null)
{
    /// <summary>The share of a set that is classified correctly (0 to 1).</summary>
    /// <param name="target">The share to reach.</param>
    public static Metric Accuracy(double target) => new("accuracy", HigherIsBetter: true, IsShare: true, target);

    /// <summary>A number that is larger for a better value.</summary>
    public double Score(double value) => HigherIsBetter ? value : -value;

    /// <summary>Whether a value is as good as the target; never without one.</summary>
    public bool IsReached(double? value) => value is { } known && Target is { } target && Score(known) >= Score(target);
}
