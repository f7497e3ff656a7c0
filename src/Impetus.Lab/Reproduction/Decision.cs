using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Impetus.Lab.Reproduction;

/// <summary>Decides claims by a test at the level of 5 % to both sides: what neither side wins is undecided.</summary>
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
    public static Claim Smaller(string text, IReadOnlyList<double> smaller, IReadOnlyList<double> larger, string unit = "runs")
    {
        double[] differences = [.. smaller.Zip(larger, (a, b) => a - b)];
        if (differences.Length < 2 || !differences.All(double.IsFinite))
        {
            return new(text, Verdict.Undecided, differences.Length < 2 ? "one run says nothing about chance" : "some runs diverged, so there is no mean");
        }

        SampleMean difference = SampleMean.Of(differences);
        double probability = difference.StandardError > 0
            ? StudentT.CDF(0, 1, differences.Length - 1, difference.Mean / difference.StandardError)
            : difference.Mean < 0 ? 0 : difference.Mean > 0 ? 1 : 0.5;
        string evidence = string.Create(
            CultureInfo.InvariantCulture,
            $"{SampleMean.Of(smaller)} against {SampleMean.Of(larger)} (mean, standard error), difference {difference}; paired t test over {differences.Length} {unit}, p {Probability(probability)}");
        return new(text, Of(probability), evidence);
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
        int ahead = more.Zip(less).Count(pair => pair.First && !pair.Second), behind = more.Zip(less).Count(pair => !pair.First && pair.Second);
        // P(at least as many ahead) under a fair coin; and the contrary's, from the other side.
        double probability = ahead + behind == 0 ? 0.5 : 1 - Binomial.CDF(0.5, ahead + behind, ahead - 1);
        double contrary = ahead + behind == 0 ? 0.5 : Binomial.CDF(0.5, ahead + behind, ahead);
        string evidence = $"{more.Count(value => value)} against {less.Count(value => value)} of {more.Count} runs; {ahead} only with the first, {behind} only with the second; exact McNemar test, p {Probability(probability)}";
        return new(text, probability < Level ? Verdict.Holds : contrary < Level ? Verdict.Fails : Verdict.Undecided, evidence);
    }

    /// <summary>The claim that something happens in more than half of all runs. The exact binomial test.</summary>
    /// <param name="text">The claim.</param>
    /// <param name="happens">Whether it happened, run by run.</param>
    public static Claim MoreOftenThanNot(string text, IReadOnlyList<bool> happens)
    {
        int count = happens.Count(value => value);
        double probability = 1 - Binomial.CDF(0.5, happens.Count, count - 1);
        return new(
            text,
            probability < Level ? Verdict.Holds : Binomial.CDF(0.5, happens.Count, count) < Level ? Verdict.Fails : Verdict.Undecided,
            $"{count} of {happens.Count} runs; exact binomial test against a half, p {Probability(probability)}");
    }

    /// <summary>A claim in which chance plays no part.</summary>
    public static Claim Exact(string text, bool holds, string evidence) => new(text, holds ? Verdict.Holds : Verdict.Fails, evidence);

    /// <summary>A claim of several parts, which holds if all of them do, and fails if one of them does. Each part has a line of the evidence.</summary>
    public static Claim All(string text, params IReadOnlyList<Claim> parts) => new(
        text,
        parts.Any(part => part.Verdict == Verdict.Fails) ? Verdict.Fails : parts.All(part => part.Verdict == Verdict.Holds) ? Verdict.Holds : Verdict.Undecided,
        string.Join("\n", parts.Select(part => $"{part.Text} {Word(part.Verdict)}: {part.Evidence}")));

    private static Verdict Of(double probability)
        => probability < Level ? Verdict.Holds : probability > 1 - Level ? Verdict.Fails : Verdict.Undecided;

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>A probability behind the letter p.</summary>
    internal static string Probability(double probability)
        => probability < 1e-4 ? "< 0.0001" : probability > 0.9999 ? "> 0.9999" : probability.ToString("= 0.####", CultureInfo.InvariantCulture);
}
