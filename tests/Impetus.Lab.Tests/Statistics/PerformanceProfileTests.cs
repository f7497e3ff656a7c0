using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public class PerformanceProfileTests
{
    [Fact]
    public void SharesCountWhatIsSolvedWithinAFactorOfTheFastest()
    {
        PerformanceProfile profile = PerformanceProfile.Of([[2.0, 4, double.PositiveInfinity], [1.0, double.PositiveInfinity, double.PositiveInfinity]]);

        Assert.Equal([1 / 3.0, 1 / 3.0, 2 / 3.0, 2 / 3.0], new[] { 1, 1.9, 2, 1e9 }.Select(factor => profile.Share(0, factor)));
        Assert.Equal([1 / 3.0, 1 / 3.0], new[] { 1, 1e9 }.Select(factor => profile.Share(1, factor)));
    }
}
