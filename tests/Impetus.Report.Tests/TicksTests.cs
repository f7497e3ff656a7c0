using Impetus.Report.Figures;

namespace Impetus.Report.Tests;

public sealed class TicksTests
{
    [Fact]
    public void LinearTicksAreFewNiceAndEncloseAnyRange()
    {
        Random random = new(1);
        for (int i = 0; i < 5000; i++)
        {
            double start = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7));
            double end = start + (random.NextDouble() * Math.Pow(10, random.Next(-6, 7))) + (1e-4 * Math.Abs(start));
            int most = random.Next(3, 15);

            IReadOnlyList<double> ticks = LinearTicks.Covering(start, end, most);
            IReadOnlyList<double> inside = LinearTicks.Within(start, end, most);

            double step = ticks[1] - ticks[0];
            double digit = step / Math.Pow(10, Math.Floor(Math.Log10(step * (1 + 1e-6))));
            Assert.InRange(ticks.Count, 2, most);
            Assert.True(ticks[0] <= start + (1e-6 * step) && ticks[^1] >= end - (1e-6 * step), $"{start} to {end}: {string.Join(' ', ticks)}");
            Assert.Contains(new[] { 1.0, 2.0, 5.0 }, nice => Math.Abs(digit - nice) < 1e-3);
            Assert.InRange(inside.Count, 1, most);
            Assert.All(inside, tick => Assert.InRange(tick, start - (1e-6 * step), end + (1e-6 * step)));
            Assert.All(ticks, tick => Assert.Equal(Math.Round(tick / step), tick / step, 3));
        }
    }

    [Fact]
    public void LogarithmicTicksAreFewAndInside()
    {
        Random random = new(2);
        for (int i = 0; i < 5000; i++)
        {
            double start = Math.Pow(10, (random.NextDouble() * 16) - 10);
            double end = start * (1 + Math.Pow(10, (random.NextDouble() * 12) - 3));
            int most = random.Next(3, 15);

            IReadOnlyList<double> ticks = LogarithmicTicks.Within(start, end, most);

            Assert.InRange(ticks.Count, 1, most);
            Assert.All(ticks, tick => Assert.InRange(tick, start * (1 - 1e-6), end * (1 + 1e-6)));
            Assert.Equal(ticks.Distinct().Order(), ticks);
        }
    }

    [Theory]
    [InlineData(0.31, 1.9, new[] { 0.4, 0.5, 0.7, 1, 1.5 })]
    [InlineData(0.09, 2.3, new[] { 0.1, 0.2, 0.5, 1, 2 })]
    [InlineData(1e-8, 1, new[] { 1e-8, 1e-6, 1e-4, 1e-2, 1 })]
    public void LogarithmicTicksSuitTheLengthOfTheRange(double start, double end, double[] expected) =>
        Assert.Equal(expected, LogarithmicTicks.Within(start, end, 8));

    [Fact]
    public void LabelsShareTheirDecimals()
    {
        Assert.Equal(["−0.2", "−0.1", "0.0", "0.1"], TickLabels.Linear([-0.2, -0.1, 0, 0.1]).Select(tick => tick.Label));
        Assert.Equal(["0", "1,000", "2,000"], TickLabels.Linear([0, 1000, 2000]).Select(tick => tick.Label));
        Assert.Equal(["0", "2×10⁶", "4×10⁶"], TickLabels.Linear([0, 2e6, 4e6]).Select(tick => tick.Label));
        Assert.Equal(["5.0×10⁻⁴", "5.2×10⁻⁴"], TickLabels.Logarithmic([5e-4, 5.2e-4]).Select(tick => tick.Label));
        Assert.Equal(["10⁻⁵", "0.01", "1"], TickLabels.Logarithmic([1e-5, 0.01, 1]).Select(tick => tick.Label));
    }

    [Fact]
    public void ConstantDataGetsAnAxis()
    {
        Assert.Equal(0.5, LinearScale.Within(3, 3).Project(3), 6);
        Assert.Equal(0.5, LinearScale.Covering(0, 0).Project(0), 6);
        Assert.InRange(new LogarithmicScale(0.2, 0.2).Project(0.2), 0.4, 0.6);
    }
}
