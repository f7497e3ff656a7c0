using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public class ClusterBootstrapTests
{
    [Fact]
    public void TheIntervalIsThatOfTheMeanOverClusters()
    {
        // 200 clusters of normal means with deviation 2, whose members agree: the mean has deviation 2/√200, up to the sample's.
        DeterministicRandom random = new(1);
        double[] means = [.. Enumerable.Range(0, 200).Select(_ => 2 * random.NextNormal())];
        double deviation = Math.Sqrt(means.Sum(mean => Math.Pow(mean - means.Average(), 2)) / 200 / 200);
        double[][] clusters = [.. means.Select(mean => new[] { mean, mean, mean })];

        (double low, double high) = ClusterBootstrap.Intervals([clusters], 4_000, 0.95, seed: 2)[0];

        Assert.Equal(means.Average() - (1.96 * deviation), low, 0.2 * deviation);
        Assert.Equal(means.Average() + (1.96 * deviation), high, 0.2 * deviation);
    }
}
