using Impetus.Lab.Training;

namespace Impetus.Lab.Tests.Training;

public sealed class CurveStepsTests
{
    [Theory]
    [InlineData(842, 10, 60, 61)]
    [InlineData(7, 3, 18, 8)]
    [InlineData(2, 5, 30, 3)]
    [InlineData(100, 7, 10, 17)]
    public void Points_are_spread_from_the_start_to_the_end_and_every_evaluation_is_one(long steps, int evaluations, long losses, int points)
    {
        CurveSteps curve = new(steps, evaluations, losses);
        long[] all = [.. Enumerable.Range(0, (int)steps + 1).Select(step => (long)step)];

        long[] evaluated = [.. all.Where(curve.IsEvaluation)];
        Assert.Equal(Math.Min(evaluations, steps) + 1, evaluated.Length);
        Assert.Equal((0, steps), (evaluated[0], evaluated[^1]));
        Assert.Equal(points, all.Count(curve.IsPoint));
        Assert.All(evaluated, step => Assert.True(curve.IsPoint(step)));
    }

    [Fact]
    public void A_run_without_a_curve_has_no_point() => Assert.DoesNotContain(Enumerable.Range(0, 11), step => new CurveSteps(10, 0, 0).IsPoint(step));
}
