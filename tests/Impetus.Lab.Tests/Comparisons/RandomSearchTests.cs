using Impetus.Lab.Comparisons;
using Impetus.Lab.Comparisons.Sweeps;

namespace Impetus.Lab.Tests.Comparisons;

/// <summary>What tuning draws from search spaces.</summary>
public class RandomSearchTests
{
    [Fact]
    public void TheDefaultsComeFirstAndTheOthersDiffer()
    {
        IReadOnlyList<TuningPoint> points = RandomSearch.Points("adam-cm", centre: 1e-3, count: 40);

        Assert.Equal(new TuningPoint(0, "adam-cm", 1e-3), points[0]);
        Assert.Equal(40, points.Select(point => (point.Optimizer, point.LearningRate)).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 40), points.Select(point => point.Number));
        Assert.True(points.Select(point => point.LearningRate).Distinct().Count() == 5);
        Assert.Contains(points, point => point.Optimizer.Contains("capacity=20", StringComparison.Ordinal));
        Assert.Equal(points, RandomSearch.Points("adam-cm", 1e-3, 40));
        Assert.Equal(points.Take(7), RandomSearch.Points("adam-cm", 1e-3, 7));
    }

    [Fact]
    public void WhatIsSpelledOutStaysAndASmallSpaceIsTriedWhole()
    {
        IReadOnlyList<TuningPoint> points = RandomSearch.Points("sam(rho=0.1)+sgdm:lr=0.5,momentum=0.7", centre: 0.5, count: 100);

        Assert.All(points, point => Assert.Equal("sam(rho=0.1)+sgdm:lr=0.5,momentum=0.7", point.Optimizer));
        Assert.Equal([0.5, 0.05, 0.15, 1.5, 5], points.Select(point => point.LearningRate), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
    }

    [Fact]
    public void EveryPointOfAGridIsAsLikelyAsAnyOther()
    {
        SweepAxis[] axes = [SweepAxis.Parse("a=1,2,3"), SweepAxis.Parse("b=1,2")];

        Assert.Equal(6, RandomSearch.Draw(axes, 6).Count);
        Assert.Equal(["1 1", "1 2", "2 1", "2 2", "3 1", "3 2"], RandomSearch.Draw(axes, 9).Select(point => $"{point[0].Value} {point[1].Value}"));
        SweepAxis[] many = [new("a", [.. Enumerable.Range(0, 100).Select(number => $"{number}")]), new("b", [.. Enumerable.Range(0, 100).Select(number => $"{number}")])];
        double[] means = [.. Enumerable.Range(0, 2).Select(axis => RandomSearch.Draw(many, 2_000).Average(point => double.Parse(point[axis].Value, System.Globalization.CultureInfo.InvariantCulture)))];
        Assert.All(means, mean => Assert.InRange(mean, 49.5 - 3, 49.5 + 3));
    }
}
