namespace Impetus.Lab.Reproduction;

/// <summary>Holds claims against every reading of what a publication leaves open. The first reading is the default.</summary>
public static class Readings
{
    /// <summary>Decides several claims under each reading.</summary>
    /// <param name="readings">The readings, the default first.</param>
    /// <param name="decide">Runs a reading and decides all claims, in the same order for each.</param>
    public static IReadOnlyList<Claim> Decide<TChoice>(IReadOnlyList<Reading<TChoice>> readings, Func<TChoice, IEnumerable<Claim>> decide)
    {
        IReadOnlyList<Claim>[] decided = [.. readings.Select(reading => (IReadOnlyList<Claim>)[.. decide(reading.Choice)])];
        return [.. Enumerable.Range(0, decided[0].Count).Select(index => Combine(readings, [.. decided.Select(claims => claims[index])]))];
    }

    /// <summary>Decides one claim under each reading.</summary>
    /// <param name="readings">The readings, the default first.</param>
    /// <param name="decide">Runs a reading and decides the claim.</param>
    public static Claim Decide<TChoice>(IReadOnlyList<Reading<TChoice>> readings, Func<TChoice, Claim> decide)
        => Combine(readings, [.. readings.Select(reading => decide(reading.Choice))]);

    /// <summary>Every reading of one open choice with every reading of another.</summary>
    public static IReadOnlyList<Reading<(TFirst First, TSecond Second)>> Cross<TFirst, TSecond>(IReadOnlyList<Reading<TFirst>> first, IReadOnlyList<Reading<TSecond>> second) =>
    [
        .. from one in first from other in second select new Reading<(TFirst, TSecond)>($"{one.Name}, {other.Name}", $"{one.Source}; {other.Source}", (one.Choice, other.Choice)),
    ];

    /// <summary>The claim with a verdict for each reading. It depends if they differ; else it has the verdict that all have.</summary>
    private static Claim Combine<TChoice>(IReadOnlyList<Reading<TChoice>> readings, Claim[] decided)
    {
        Claim first = decided[0];
        bool agree = decided.All(claim => claim.Verdict == first.Verdict);
        return first with
        {
            Verdict = agree ? first.Verdict : Verdict.Depends,
            Evidence = agree ? first.Evidence : $"{Summary(readings, decided)}\n{readings[0].Name}: {first.Evidence}",
            Readings = [.. readings.Select((reading, index) => new ClaimReading(reading.Name, reading.Source, index == 0, decided[index].Verdict, decided[index].Evidence))],
        };
    }

    private static string Summary<TChoice>(IReadOnlyList<Reading<TChoice>> readings, Claim[] decided) => string.Join(
        "; ",
        readings.Zip(decided).GroupBy(pair => pair.Second.Verdict, pair => pair.First.Name).OrderBy(same => same.Key)
            .Select(same => $"{same.Key.ToString().ToLowerInvariant()} with {string.Join(" | ", same)}"));
}
