using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public class SignedRanksTests
{
    [Theory]
    // R: wilcox.test(x, alternative = "less", exact = TRUE)$p.value
    [InlineData(new[] { -1.0, -2, -3, -4, -5 }, 1 / 32.0)]
    [InlineData(new[] { -1.0, -2, 3, -4, -5 }, 5 / 32.0)]
    [InlineData(new[] { -1.0, 1 }, 3 / 4.0)]      // both share the place 1½: sums 0, 1½, 1½, 3
    [InlineData(new[] { 0.0, -1, 0 }, 1 / 2.0)]
    [InlineData(new double[0], 1)]
    public void EverySignIsAFairCoin(double[] differences, double expected) => Assert.Equal(expected, SignedRanks.Below(differences), 12);
}
