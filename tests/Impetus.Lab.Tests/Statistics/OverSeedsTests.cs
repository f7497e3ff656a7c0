using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public sealed class OverSeedsTests
{
    [Fact]
    public void Deviation_has_the_divisor_of_a_sample()
    {
        Assert.Equal(new MeanAndDeviation(5, Math.Sqrt(32.0 / 7)), OverSeeds.MeanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]));
        Assert.Equal(new MeanAndDeviation(0.5, null), OverSeeds.MeanAndDeviation([0.5]));
        Assert.Equal(new MeanAndDeviation(null, null), OverSeeds.MeanAndDeviation([]));
    }

    [Fact]
    public void Interval_is_that_of_the_t_table()
    {
        // n = 3: t(0.975, 2) = 4.302653; deviation 1, so the margin is 4.302653/√3.
        Difference three = OverSeeds.PairedDifference([1, 2, 3]);
        Assert.Equal(2 - 2.484138, three.Low!.Value, 1e-5);
        Assert.Equal(2 + 2.484138, three.High!.Value, 1e-5);

        // n = 5: t(0.95, 4) = 2.131847 for a 90 % interval.
        Difference five = OverSeeds.PairedDifference([-2, -1, 0, 1, 2], confidence: 0.9);
        Assert.Equal(2.131847 * Math.Sqrt(2.5 / 5), five.High!.Value, 1e-5);
        Assert.Equal(0.9, five.Confidence);
    }

    [Fact]
    public void One_pair_has_no_interval() =>
        Assert.Equal(new Difference(-0.01, null, null, 0.95), OverSeeds.PairedDifference([-0.01]));

    [Fact]
    public void Median_of_even_and_odd_counts()
    {
        Assert.Equal(2, OverSeeds.Median([9, 1, 2]));
        Assert.Equal(1.5, OverSeeds.Median([2, 1]));
        Assert.Null(OverSeeds.Median([]));
    }
}
