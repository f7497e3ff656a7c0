using System.Globalization;
using Impetus.Lab.Statistics;
using MathNet.Numerics.Distributions;

namespace Impetus.Lab.Reproduction;

/// <summary>
/// Decides claims by a test at the level of 5 % to both sides: what neither side wins is undecided, and then the evidence says what
/// effect would have been found with a probability of 80 %.
/// </summary>
public static class Decision
{
    /// <summary>The largest probability of the contrary with which a claim is said to hold.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// The claim that one quantity is smaller than another on average. Student's one-sided t test on the differences of pairs:
    /// runs from the same start and with the same noise.
    /// </summary>
    /// <param name="text">The claim.</param>
    /// <param name="smaller">The quantity that is said to be smaller, one value a run.</param>
    /// <param name="larger">The other, of the same runs.</param>
    /// <param name="unit">What the values belong to, where that is not runs.</param>
    public static Claim Smaller(string text, IReadOnlyList<double> smaller, IReadOnlyList<double> larger, string unit = "runs") => Apart(text, smaller, larger, isLarger: false, unit);

    /// <summary>The claim of <see cref="Smaller"/> the other way round: the evidence names first what is said to be larger.</summary>
    /// <param name="text">The claim.</param>
    /// <param name="larger">The quantity that is said to be larger, one value a run.</param>
    /// <param name="smaller">The other, of the same runs.</param>
    /// <param name="unit">What the values belong to, where that is not runs.</param>
    public static Claim Larger(string text, IReadOnlyList<double> larger, IReadOnlyList<double> smaller, string unit = "runs") => Apart(text, larger, smaller, isLarger: true, unit);

    private static Claim Apart(string text, IReadOnlyList<double> one, IReadOnlyList<double> other, bool isLarger, string unit)
    {
        double[] differences = [.. one.Zip(other, (a, b) => a - b)];
        if (differences.Length < 2 || !differences.All(double.IsFinite))
        {
            return new(text, Verdict.Undecided, differences.Length < 2 ? "one run says nothing about chance" : "some runs diverged, so there is no mean");
        }

        SampleMean difference = SampleMean.Of(differences);
        double probability = Below(difference with { Mean = isLarger ? -difference.Mean : difference.Mean }, differences.Length);
        Verdict verdict = Of(probability, 1 - probability);
        string evidence = string.Create(
            CultureInfo.InvariantCulture,
            $"{SampleMean.Of(one)} against {SampleMean.Of(other)} (mean, standard error), difference {difference}; paired t test over {differences.Length} {unit}, p {Probability(probability)}");
        string found = verdict == Verdict.Undecided && difference.StandardError > 0
            ? string.Create(CultureInfo.InvariantCulture, $"; a difference of {Power.SmallestMean(differences.Length, difference.StandardError, Level):G3} would have been found with a probability of 80 %")
            : "";
        return new(text, verdict, evidence + found) { Doubt = probability, Contrary = 1 - probability };
    }

    /// <summary>
    /// The claim that two quantities are about equal: their mean difference is within a margin to both sides. Two one-sided t tests
    /// (Schuirmann 1987); the contrary is a difference that is beyond the margin.
    /// </summary>
    /// <param name="text">The claim.</param>
    /// <param name="one">A quantity, one value a run.</param>
    /// <param name="other">The other, of the same runs.</param>
    /// <param name="margin">The largest difference that still counts as similar, above 0.</param>
    /// <param name="unit">What the values belong to, where that is not runs.</param>
    public static Claim Similar(string text, IReadOnlyList<double> one, IReadOnlyList<double> other, double margin, string unit = "runs")
    {
        double[] differences = [.. one.Zip(other, (a, b) => a - b)];
        if (differences.Length < 2 || !differences.All(double.IsFinite))
        {
            return new(text, Verdict.Undecided, differences.Length < 2 ? "one run says nothing about chance" : "some runs diverged, so there is no mean");
        }

        SampleMean difference = SampleMean.Of(differences);
        double tooHigh = Below(difference with { Mean = difference.Mean - margin }, differences.Length), tooLow = Below(difference with { Mean = -margin - difference.Mean }, differences.Length);
        double doubt = Math.Max(tooHigh, tooLow), contrary = Math.Min(1, 2 * (1 - doubt));
        Verdict verdict = Of(doubt, contrary);
        string evidence = string.Create(
            CultureInfo.InvariantCulture,
            $"{SampleMean.Of(one)} and {SampleMean.Of(other)} (mean, standard error), difference {difference}, margin ±{margin:G3}; two one-sided t tests over {differences.Length} {unit}, p {Probability(doubt)}");
        string found = verdict == Verdict.Undecided
            ? string.Create(CultureInfo.InvariantCulture, $"; the margin that would hold is {Math.Abs(difference.Mean) + (StudentT.InvCDF(0, 1, differences.Length - 1, 1 - Level) * difference.StandardError):G3}")
            : "";
        return new(text, verdict, evidence + found) { Doubt = doubt, Contrary = contrary };
    }

    /// <summary>The claim that one quantity tends to be smaller than another, without regard to how differences are distributed. Wilcoxon's signed-rank test.</summary>
    /// <param name="text">The claim.</param>
    /// <param name="smaller">The quantity that is said to be smaller.</param>
    /// <param name="larger">The other, in the same order.</param>
    /// <param name="unit">What the values belong to.</param>
    public static Claim TendsToBeSmaller(string text, IReadOnlyList<double> smaller, IReadOnlyList<double> larger, string unit) => TendsApart(text, smaller, larger, isLarger: false, unit);

    /// <summary>The claim of <see cref="TendsToBeSmaller"/> the other way round: differences are those of what is said to be larger.</summary>
    /// <param name="text">The claim.</param>
    /// <param name="larger">The quantity that is said to be larger.</param>
    /// <param name="smaller">The other, in the same order.</param>
    /// <param name="unit">What the values belong to.</param>
    public static Claim TendsToBeLarger(string text, IReadOnlyList<double> larger, IReadOnlyList<double> smaller, string unit) => TendsApart(text, larger, smaller, isLarger: true, unit);

    private static Claim TendsApart(string text, IReadOnlyList<double> one, IReadOnlyList<double> other, bool isLarger, string unit)
    {
        double[] differences = [.. one.Zip(other, (a, b) => a - b)];
        double below = SignedRanks.Below(differences), above = SignedRanks.Below([.. differences.Select(difference => -difference)]);
        (double doubt, double contrary) = isLarger ? (above, below) : (below, above);
        int count = differences.Count(difference => difference != 0);
        return new(text, Of(doubt, contrary), string.Create(
            CultureInfo.InvariantCulture,
            $"median difference {OverSeeds.Median(differences):G3}, smaller in {differences.Count(difference => difference < 0)} and larger in {differences.Count(difference => difference > 0)} of {differences.Length} {unit}; Wilcoxon's signed-rank test over {count}, p {Probability(doubt)}"))
        {
            Doubt = doubt,
            Contrary = contrary,
        };
    }

    /// <summary>
    /// The claim that something happens more often with one method than with another. The exact test of McNemar: of the runs
    /// from the same start that end differently, a fair coin would decide.
    /// </summary>
    /// <param name="text">The claim.</param>
    /// <param name="more">Whether it happened with the method that is said to be ahead, run by run.</param>
    /// <param name="less">The same for the other method.</param>
    public static Claim MoreOften(string text, IReadOnlyList<bool> more, IReadOnlyList<bool> less)
    {
        int ahead = more.Zip(less).Count(pair => pair.First && !pair.Second), behind = more.Zip(less).Count(pair => !pair.First && pair.Second), apart = ahead + behind;
        // P(at least as many ahead) under a fair coin; and the contrary's, from the other side.
        (double doubt, double contrary) = (FairCoin(apart, ahead), FairCoin(apart, behind));
        Verdict verdict = Of(doubt, contrary);
        string evidence = $"{more.Count(value => value)} against {less.Count(value => value)} of {more.Count} runs; {ahead} only with the first, {behind} only with the second; exact McNemar test, p {Probability(doubt)}";
        string found = verdict != Verdict.Undecided ? "" : Power.SmallestShare(apart, Level) is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"; {((2 * share) - 1) * apart / more.Count:P1} of the runs more would have been found with a probability of 80 %")
            : "; so few runs end differently that no difference could have been found";
        return new(text, verdict, evidence + found) { Doubt = doubt, Contrary = contrary };
    }

    /// <summary>The claim that something happens in more than half of all runs. The exact binomial test.</summary>
    /// <param name="text">The claim.</param>
    /// <param name="happens">Whether it happened, run by run.</param>
    /// <param name="unit">What the values belong to, where that is not runs.</param>
    public static Claim MoreOftenThanNot(string text, IReadOnlyList<bool> happens, string unit = "runs")
    {
        int count = happens.Count(value => value);
        (double doubt, double contrary) = (FairCoin(happens.Count, count), FairCoin(happens.Count, happens.Count - count));
        Verdict verdict = Of(doubt, contrary);
        string found = verdict != Verdict.Undecided ? "" : Power.SmallestShare(happens.Count, Level) is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"; a share of {share:P0} would have been found with a probability of 80 %")
            : $"; no share could have been told from a half with so few {unit}";
        return new(text, verdict, $"{count} of {happens.Count} {unit}; exact binomial test against a half, p {Probability(doubt)}{found}") { Doubt = doubt, Contrary = contrary };
    }

    /// <summary>
    /// The claim that a quantity falls along conditions that have an order: its slope over their places, seed by seed, is below 0. It
    /// fails as well where a step of the way goes up by more than chance (<see cref="All"/>), whatever the slope.
    /// </summary>
    /// <param name="text">The claim.</param>
    /// <param name="conditions">Names of the conditions, at least two, in their order.</param>
    /// <param name="values">The quantity under each, one value a run.</param>
    public static Claim Falls(string text, IReadOnlyList<string> conditions, IReadOnlyList<double[]> values)
    {
        double[] slopes = OverSeeds.Slopes(values);
        Claim slope = Smaller(text, slopes, [.. slopes.Select(_ => 0.0)]);
        Claim steps = All(text, [.. Enumerable.Range(1, values.Count - 1).Select(place => Smaller($"{conditions[place]} below {conditions[place - 1]}", values[place], values[place - 1]))]);
        return steps.Verdict == Verdict.Fails ? steps with { Evidence = $"{slope.Evidence}; but not all the way:\n{steps.Evidence}" } : slope;
    }

    /// <summary>A claim in which chance plays no part.</summary>
    public static Claim Exact(string text, bool holds, string evidence) => new(text, holds ? Verdict.Holds : Verdict.Fails, evidence);

    /// <summary>
    /// A claim of several parts, which holds if all of them do, and fails if one of them does. Each part has a line of the evidence.
    /// That all hold is sure at the level of each; that one of many fails comes about by chance, so there Holm's correction applies.
    /// </summary>
    public static Claim All(string text, params IReadOnlyList<Claim> parts)
    {
        double[] contrary = Holm.Adjust([.. parts.Select(part => part.Contrary)]);
        Claim[] corrected = [.. parts.Zip(contrary, (part, probability) => part.Verdict != Verdict.Fails || probability < Level ? part : part with
        {
            Verdict = Verdict.Undecided,
            Evidence = $"{part.Evidence}; of {parts.Count} parts one could come out so by chance (Holm, p {Probability(probability)})",
        })];
        return new(
            text,
            corrected.Any(part => part.Verdict == Verdict.Fails) ? Verdict.Fails : corrected.All(part => part.Verdict == Verdict.Holds) ? Verdict.Holds : Verdict.Undecided,
            string.Join("\n", corrected.Select(part => $"{part.Text} {Word(part.Verdict)}: {part.Evidence}")))
        {
            Doubt = parts.Max(part => part.Doubt),
            Contrary = contrary.Min(),
        };
    }

    /// <summary>A family of questions that are asked together: Holm's correction applies to both sides.</summary>
    public static IReadOnlyList<Claim> Family(IReadOnlyList<Claim> claims)
    {
        double[] doubt = Holm.Adjust([.. claims.Select(claim => claim.Doubt)]), contrary = Holm.Adjust([.. claims.Select(claim => claim.Contrary)]);
        return
        [
            .. claims.Select((claim, index) => claim with
            {
                Verdict = Of(doubt[index], contrary[index]),
                Evidence = $"{claim.Evidence}; of {claims.Count} questions (Holm), p {Probability(Math.Min(doubt[index], contrary[index]))}",
            }),
        ];
    }

    private static Verdict Of(double doubt, double contrary) => doubt < Level ? Verdict.Holds : contrary < Level ? Verdict.Fails : Verdict.Undecided;

    /// <summary>The probability of so small a mean, or a smaller one, if the true one were 0.</summary>
    private static double Below(SampleMean difference, int count) => difference.StandardError > 0
        ? StudentT.CDF(0, 1, count - 1, difference.Mean / difference.StandardError)
        : difference.Mean < 0 ? 0 : difference.Mean > 0 ? 1 : 0.5;

    private static double FairCoin(int count, int successes) => count == 0 ? 0.5 : Power.AtLeast(0.5, count, successes);

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>A probability behind the letter p.</summary>
    internal static string Probability(double probability)
        => probability < 1e-4 ? "< 0.0001" : probability > 0.9999 ? "> 0.9999" : probability.ToString("= 0.####", CultureInfo.InvariantCulture);
}
