using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public class RanksTests
{
    [Fact]
    public void EqualValuesShareTheirPlaces() => Assert.Equal([3.5, 1, 3.5, 2, 5], Ranks.Of([3, -1, 3, 2, double.PositiveInfinity]));

    [Fact]
    public void FriedmanByHand()
    {
        // Sums of ranks 5, 8, 11: χ² = 12/(4·3·4)·210 − 48 = 4.5; F = 3·4.5/(8 − 4.5) with 2 and 6 degrees of freedom, whose
        // tail is (1 + F/3)⁻³.
        double[][] blocks = [[10, 20, 30], [1, 3, 2], [0.1, 0.2, 0.3], [-1, -2, 5]];
        (double chiSquare, double probability) = Ranks.Friedman(blocks);

        Assert.Equal(4.5, chiSquare, 1e-12);
        Assert.Equal(Math.Pow(1 + (13.5 / 3.5 / 3), -3), probability, 1e-9);
    }

    [Fact]
    public void FriedmanIsSureOfTotalAgreementAndOfNone()
    {
        Assert.Equal(0, Ranks.Friedman([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).Probability);
        Assert.Equal(1, Ranks.Friedman([[1, 1, 1], [2, 2, 2]]).Probability);
    }
}
