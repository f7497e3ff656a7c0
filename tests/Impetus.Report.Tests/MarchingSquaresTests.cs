using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Report.Figures;

namespace Impetus.Report.Tests;

public sealed class MarchingSquaresTests
{
    private static readonly double[] Grid = [.. Enumerable.Range(0, 101).Select(k => -1 + (k / 50.0))];

    [Fact]
    public void TheOutlineOfACircleIsTheCircle()
    {
        IReadOnlyList<(double X, double Y)> outline = Assert.Single(Of((x, y) => -(x * x) - (y * y)).Outlines(-0.25));

        Assert.All(outline, point => Assert.Equal(0.5, Math.Sqrt((point.X * point.X) + (point.Y * point.Y)), 1e-3));
        Assert.Equal(Math.PI / 4, Math.Abs(Area(outline)), 2e-3);
    }

    [Fact]
    public void WhatReachesTheBorderIsClosedAlongIt()
    {
        IReadOnlyList<(double X, double Y)> outline = Assert.Single(Of((x, y) => x + (0 * y)).Outlines(0.5));

        Assert.Equal(1, Math.Abs(Area(outline)), 1e-12);
        Assert.Equal((0.5, 1.0, -1.0, 1.0), (outline.Min(point => point.X), outline.Max(point => point.X), outline.Min(point => point.Y), outline.Max(point => point.Y)));
        Assert.Empty(Of((x, _) => x).Outlines(2));
        Assert.Equal(4, Math.Abs(Area(Assert.Single(Of((x, _) => x).Outlines(-2)))), 1e-12);
    }

    [Fact]
    public void ASaddleGoesWithItsMiddle()
    {
        // Two opposite corners of a cell are above: with the middle above they are one piece, else two.
        Assert.Single(new MarchingSquares([0, 1], [0, 1], [3, 0, 0, 3]).Outlines(1));
        Assert.Equal(2, new MarchingSquares([0, 1], [0, 1], [3, 0, 0, 3]).Outlines(2).Count);
        Assert.Single(new MarchingSquares([0, 1], [0, 1], [0, 3, 3, 0]).Outlines(1));
    }

    [Fact]
    public void OutlinesTellWhatLiesAboveTheLevel()
    {
        // Whatever the values, holes among them: by the even-odd rule the outlines cover the points above and no others.
        DeterministicRandom random = new(5);
        for (int k = 0; k < 20; k++)
        {
            double[] places = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
            double[] values = [.. Enumerable.Range(0, 144).Select(_ => random.NextUniform() is var value && value < 0.05 ? double.NaN : value > 0.97 ? double.PositiveInfinity : value)];
            IReadOnlyList<IReadOnlyList<(double X, double Y)>> outlines = new MarchingSquares(places, places, values).Outlines(0.5);
            for (int at = 0; at < values.Length; at++)
            {
                (int column, int row) = (at % 12, at / 12);
                if (column is 0 or 11 || row is 0 or 11)
                {
                    continue;    // a point on the border lies on its outline
                }

                Assert.Equal(values[at] >= 0.5, outlines.Count(outline => Encloses(outline, column + 1e-7, row + 2e-7)) % 2 == 1);
            }
        }
    }

    [Fact]
    public void ASimplifiedLineStaysWithinItsTolerance()
    {
        // Its slope is at most 4, so a distance of 0.25 is at most 0.25 √17 upright.
        (double X, double Y)[] wave = [.. Enumerable.Range(0, 1_001).Select(k => (k / 10.0, 20 * Math.Sin(k / 50.0)))];
        IReadOnlyList<(double X, double Y)> simple = Simplification.Of(wave, 0.25);

        Assert.InRange(simple.Count, 8, 100);
        Assert.Equal((wave[0], wave[^1]), (simple[0], simple[^1]));
        for (int index = 1; index < simple.Count; index++)
        {
            ((double x0, double y0), (double x1, double y1)) = (simple[index - 1], simple[index]);
            Assert.All(wave.Where(point => point.X >= x0 && point.X <= x1), point => Assert.True(Math.Abs(point.Y - y0 - ((y1 - y0) * (point.X - x0) / (x1 - x0))) < 0.25 * 4.2));
        }
    }

    private static MarchingSquares Of(Func<double, double, double> function)
        => new(Grid, Grid, [.. Grid.SelectMany(y => Grid.Select(x => function(x, y)))]);

    private static double Area(IReadOnlyList<(double X, double Y)> outline)
        => outline.Zip(outline.Skip(1).Append(outline[0]), (a, b) => ((a.X * b.Y) - (b.X * a.Y)) / 2).Sum();

    private static bool Encloses(IReadOnlyList<(double X, double Y)> outline, double x, double y)
        => outline.Zip(outline.Skip(1).Append(outline[0])).Count(side => side.First.Y > y != side.Second.Y > y
            && x < side.First.X + ((side.Second.X - side.First.X) * (y - side.First.Y) / (side.Second.Y - side.First.Y))) % 2 == 1;
}
