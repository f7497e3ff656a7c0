namespace Impetus.Lab.Reproduction.Networks;

/// <summary>What a part of an experiment came to, and the questions that can be asked of it.</summary>
/// <param name="Study">The part.</param>
/// <param name="Judged">What its arms are judged by.</param>
/// <param name="Arms">Its arms, in their order.</param>
internal sealed record StudyResult(Study Study, Quantity Judged, IReadOnlyList<ArmResult> Arms)
{
    // Beyond all values that a run without divergence comes to.
    private const double Worst = 1e6;

    /// <summary>The arm of a name.</summary>
    public ArmResult this[string arm] => Arms.Single(result => result.Arm.Name == arm);

    /// <summary>Values of an arm by seed.</summary>
    public double[] Values(string arm, Quantity? quantity = null) => this[arm].Values(quantity ?? Judged);

    /// <summary>
    /// Whether one arm is better than another: a paired t test, or, where runs diverged, Wilcoxon's test with diverged runs as the worst.
    /// </summary>
    public Claim Better(string better, string worse, Quantity? quantity = null)
    {
        Quantity by = quantity ?? Judged;
        string text = $"{Prefix}{better} against {worse}, {by.Name}";
        double[] one = Values(better, by), other = Values(worse, by);
        if (!one.Concat(other).All(double.IsFinite))
        {
            double[] first = Ranked(one, by), second = Ranked(other, by);
            Claim ranked = by.HigherIsBetter
                ? Decision.TendsToBeLarger(text, first, second, "runs")
                : Decision.TendsToBeSmaller(text, first, second, "runs");
            return ranked with { Evidence = $"{one.Count(value => !double.IsFinite(value))} and {other.Count(value => !double.IsFinite(value))} of {one.Length} runs diverged and count as the worst; {ranked.Evidence}" };
        }

        return by.HigherIsBetter ? Decision.Larger(text, one, other) : Decision.Smaller(text, one, other);
    }

    /// <summary>Whether a quantity of one arm is smaller than that of another, whichever is better.</summary>
    public Claim Smaller(string smaller, string larger, Quantity quantity) => Better(smaller, larger, quantity with { HigherIsBetter = false });

    /// <summary>Whether two arms are about equal.</summary>
    public Claim Similar(string one, string other, double margin, Quantity? quantity = null) =>
        Decision.Similar($"{Prefix}{one} and {other}, {(quantity ?? Judged).Name}", Values(one, quantity), Values(other, quantity), margin);

    /// <summary>Whether an arm is at most a margin worse than another.</summary>
    public Claim NotWorse(string one, string other, double margin, Quantity? quantity = null)
    {
        Quantity by = quantity ?? Judged;
        double[] values = Values(one, by), allowed = [.. Values(other, by).Select(value => by.HigherIsBetter ? value - margin : value + margin)];
        string text = FormattableString.Invariant($"{Prefix}{one} against {other} {(by.HigherIsBetter ? "less" : "plus")} {margin}, {by.Name}");
        return by.HigherIsBetter ? Decision.Larger(text, values, allowed) : Decision.Smaller(text, values, allowed);
    }

    /// <summary>Whether a quantity falls along arms that have an order.</summary>
    public Claim Falls(IReadOnlyList<string> arms, Quantity quantity) =>
        Decision.Falls($"{Prefix}slope of {quantity.Name} from {arms[0]} to {arms[^1]}", arms, [.. arms.Select(arm => Values(arm, quantity))]);

    private string Prefix => Study.Name.Length == 0 ? "" : $"{Study.Name}: ";

    private static double[] Ranked(double[] values, Quantity quantity) =>
        [.. values.Select(value => double.IsFinite(value) ? value : quantity.HigherIsBetter ? -Worst : Worst)];
}
