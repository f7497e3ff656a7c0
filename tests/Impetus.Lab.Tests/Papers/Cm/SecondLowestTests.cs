using Impetus.Lab.Data;
using Impetus.Lab.Papers.Cm;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Tests.Papers.Cm;

public class SecondLowestTests
{
    [Theory]
    [InlineData("Ackley", 1, 0)]
    [InlineData("Goldstein-Price", -0.5, -0.5)]
    [InlineData("Ackley+Rosenbrock", 2, 3)]
    public void NoDescentEndsBetweenTheGlobalMinimumAndTheSecond(string name, double x, double y)
    {
        Landscape landscape = new[] { Landscape.Ackley, Landscape.GoldsteinPrice, Landscape.AckleyRosenbrock }.Single(known => known.Name == name);
        Assert.Equal(landscape.SecondLowest, End(landscape, [x, y]), 1e-4);
        for (ulong start = 0; start < 60; start++)
        {
            DeterministicRandom random = DeterministicRandom.For(1, start);
            double end = End(landscape, random.NextPoint(2, landscape.Function.Domain));
            Assert.True(end < landscape.Function.MinimumValue + 1e-3 || end > landscape.SecondLowest - 1e-4, $"a minimum of {end} is below {landscape.SecondLowest}");
        }
    }

    /// <summary>The loss after small steps that fade, which lead into a minimum, and to many digits of it.</summary>
    private static double End(Landscape landscape, double[] start) => landscape.Function.Value(
        new ProblemRun(landscape.Function, OptimizerSpecification.Parse("adam:lr=0.02,beta2=0.99"), start, 2_500) { RateFactor = step => Math.Pow(1e-7, step / 2_500.0) }.Train());
}
