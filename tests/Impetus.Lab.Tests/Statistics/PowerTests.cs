using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public class PowerTests
{
    [Fact]
    public void ManyRunsComeToTheNormalQuantiles() => Assert.Equal(1.644854 + 0.841621, Power.SmallestMean(1_000_000, 1, 0.05), 4);

    [Fact]
    public void ASmallestShareIsFoundInFourOfFive()
    {
        // 59 of 100 is the smallest count beyond 5 %: with the share that is said, it comes about in 80 %.
        double share = Power.SmallestShare(100, 0.05)!.Value;
        Assert.Equal(0.8, Power.AtLeast(share, 100, 59), 6);
        Assert.Null(Power.SmallestShare(4, 0.05));
    }

    [Fact]
    public void HolmsCorrectionStepsDown() => Assert.Equal([0.03, 0.06, 0.06], Holm.Adjust([0.01, 0.04, 0.03]).Select(value => Math.Round(value, 9)));
}
