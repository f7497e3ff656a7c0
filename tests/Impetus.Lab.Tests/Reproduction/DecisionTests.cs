using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Tests.Reproduction;

public class DecisionTests
{
    [Theory]
    [InlineData(-1.0, Verdict.Holds)]
    [InlineData(1.0, Verdict.Fails)]
    [InlineData(0.0, Verdict.Undecided)]
    public void PairsDecideTheSmallerMean(double shift, Verdict expected)
    {
        // Starts differ far more than the methods: only the pairing can tell.
        double[] starts = [10, 200, 3_000, 40, 50, 700, 90, 1];
        double[] noise = [0.1, -0.2, 0.05, 0.15, -0.1, 0.2, -0.15, -0.05];
        Claim claim = Decision.Smaller("smaller", [.. starts.Zip(noise, (start, error) => start + error + shift)], starts);

        Assert.Equal(expected, claim.Verdict);
        Assert.Contains("paired t test over 8 runs", claim.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void TheProbabilityIsThatOfStudent()
    {
        // Differences −1, −2, −3: t = −2 / (1/√3) = −3.4641 with 2 degrees of freedom, one side: 0.0371.
        Claim claim = Decision.Smaller("smaller", [0, 0, 0], [1, 2, 3]);
        Assert.EndsWith("p = 0.0371", claim.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void DivergedRunsLeaveAMeanUndecided()
        => Assert.Equal(Verdict.Undecided, Decision.Smaller("smaller", [1, 2, 3], [4, double.NaN, 5]).Verdict);

    [Theory]
    [InlineData(5, 0, Verdict.Holds)]      // 1/32
    [InlineData(4, 0, Verdict.Undecided)]  // 1/16
    [InlineData(0, 5, Verdict.Fails)]
    [InlineData(0, 0, Verdict.Undecided)]
    public void OnlyRunsThatEndDifferentlyCount(int ahead, int behind, Verdict expected)
    {
        bool[] first = [.. Outcomes(ahead, true), .. Outcomes(behind, false), .. Outcomes(50, true)];
        bool[] second = [.. Outcomes(ahead, false), .. Outcomes(behind, true), .. Outcomes(50, true)];
        Assert.Equal(expected, Decision.MoreOften("more often", first, second).Verdict);

        static IEnumerable<bool> Outcomes(int count, bool outcome) => Enumerable.Repeat(outcome, count);
    }

    [Theory]
    [InlineData(5, 5, Verdict.Holds)]    // 1/32
    [InlineData(4, 4, Verdict.Undecided)]
    [InlineData(0, 5, Verdict.Fails)]
    [InlineData(60, 100, Verdict.Holds)]    // 0.0284
    [InlineData(58, 100, Verdict.Undecided)]    // 0.0666
    public void MoreThanHalfIsTestedAgainstAFairCoin(int count, int runs, Verdict expected)
        => Assert.Equal(expected, Decision.MoreOftenThanNot("usually", [.. Enumerable.Range(0, runs).Select(run => run < count)]).Verdict);

    [Theory]
    [InlineData(3, 2, 1, Verdict.Holds)]
    [InlineData(2, 2, 1, Verdict.Holds)]    // a step that is flat
    [InlineData(2, 3, 1, Verdict.Fails)]    // down from end to end, but up on the way
    [InlineData(1, 2, 3, Verdict.Fails)]
    public void WhatRisesOnTheWayDoesNotFall(double first, double second, double third, Verdict expected)
    {
        double[] noise = [0.1, -0.2, 0.05, 0.15, -0.1, 0.2, -0.15, -0.05];
        double[] At(double mean, int turn) => [.. noise.Select((_, run) => mean + noise[(run + turn) % noise.Length])];

        Assert.Equal(expected, Decision.Falls("falls", ["a", "b", "c"], [At(first, 0), At(second, 3), At(third, 5)]).Verdict);
    }

    [Fact]
    public void AClaimOfSeveralPartsIsAsStrongAsItsWeakest()
    {
        Claim holds = new("a", Verdict.Holds, ""), fails = new("b", Verdict.Fails, ""), undecided = new("c", Verdict.Undecided, "");
        Assert.Equal(Verdict.Holds, Decision.All("all", holds, holds).Verdict);
        Assert.Equal(Verdict.Undecided, Decision.All("all", holds, undecided).Verdict);
        Assert.Equal(Verdict.Fails, Decision.All("all", holds, undecided, fails).Verdict);
    }

    [Fact]
    public void OneOfManyPartsMayFailByChance()
    {
        // Differences 1, 2, 3: p = 0.0371 to the contrary, which among three parts is no finding.
        Claim fails = Decision.Smaller("weak", [1, 2, 3], [0, 0, 0]), holds = Decision.Smaller("strong", [0, 0.1, 0], [9, 9, 9]);
        Assert.Equal(Verdict.Fails, fails.Verdict);
        Assert.Equal(Verdict.Fails, Decision.All("alone", fails).Verdict);
        Assert.Equal(Verdict.Undecided, Decision.All("among others", holds, fails, holds).Verdict);
    }

    [Theory]
    [InlineData(0.5, Verdict.Holds)]
    [InlineData(0.06, Verdict.Undecided)]
    [InlineData(0.01, Verdict.Fails)]
    public void SimilarityIsTestedAgainstAMargin(double margin, Verdict expected)
        => Assert.Equal(expected, Decision.Similar("similar", [1.04, 1.06, 1.05, 1.07, 1.03], [1, 1, 1, 1, 1], margin).Verdict);

    [Fact]
    public void WhatIsUndecidedSaysWhatItCouldHaveFound()
    {
        Assert.Contains("would have been found with a probability of 80 %", Decision.Smaller("smaller", [1, -1, 1.5, -1.2], [0, 0, 0, 0]).Evidence, StringComparison.Ordinal);
        Assert.Contains("so few runs end differently", Decision.MoreOften("more", [true, false], [false, true]).Evidence, StringComparison.Ordinal);
        Assert.Contains("a share of", Decision.MoreOftenThanNot("usually", [.. Enumerable.Range(0, 100).Select(run => run < 55)]).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadingsThatDisagreeMakeAClaimDepend()
    {
        Reading<bool>[] readings = [new("first", "text", true), new("second", "code", false)];
        Claim split = Readings.Decide(readings, holds => Decision.Exact("claim", holds, "seen")), agreed = Readings.Decide(readings, _ => Decision.Exact("claim", true, "seen"));

        Assert.Equal((Verdict.Depends, Verdict.Holds), (split.Verdict, agreed.Verdict));
        Assert.Equal([("first", true, Verdict.Holds), ("second", false, Verdict.Fails)], split.Readings.Select(reading => (reading.Name, reading.Default, reading.Verdict)));
        DecidedClaim decided = DecidedClaim.Of(split);
        Assert.False(decided.Holds);
        Assert.StartsWith("depends: holds with first; fails with second", decided.Evidence, StringComparison.Ordinal);
    }
}
