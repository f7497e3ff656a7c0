using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Tests.Problems;

public class TestFunctionTests
{
    public static TheoryData<string, ITestFunction> Functions => new()
    {
        { "Ackley, 2", new Ackley(2) },
        { "Ackley, 5", new Ackley(5) },
        { "Goldstein-Price", new GoldsteinPrice() },
        { "Levy, 1", new Levy(1) },
        { "Levy, 2", new Levy(2) },
        { "Levy, 4", new Levy(4) },
        { "Ackley and Rosenbrock", new AckleyRosenbrock() },
        { "flat and sharp minima", new FlatAndSharpMinima(3, 5) },
        { "quadratic", Quadratic.WithConditionNumber(4, 100) },
        { "noisy quadratic", new NoisyQuadratic(0.2, 1, 20) },
        { "rare large gradients", new RareLargeGradients() },
        { "distance to random targets", new RandomTargets(3, isConvex: true) },
        { "bounded distance to random targets", new RandomTargets(3, isConvex: false) },
        { "teacher network", new TeacherNetwork(3, 2, 2, 5, 5) },
        { "teacher network, wider", new TeacherNetwork(2, 2, 4, 6, 2) },
        { "rotated", new Rotated(new Levy(4), 5) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void DerivativesAreExact(string name, ITestFunction function)
    {
        DeterministicRandom random = new((ulong)name.Length);
        for (int k = 0; k < 20; k++)
        {
            FiniteDifferences.AssertExact(function, random.NextPoint(function.Dimension, function.Domain));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void TheMinimaAreWhereTheFunctionSays(string name, ITestFunction function)
    {
        Assert.NotEmpty(function.Minima);
        DeterministicRandom random = new(7);
        foreach (double[] minimum in function.Minima)
        {
            Assert.Equal(function.MinimumValue, function.Value(minimum), 1e-9);
            double[] gradient = new double[function.Dimension];
            function.Gradient(minimum, gradient);
            Assert.All(gradient, slope => Assert.True(Math.Abs(slope) < 1e-6, $"{name}: the slope at the minimum is {slope}"));
            for (int k = 0; k < 2_000; k++)
            {
                double radius = Math.Pow(10, -(k % 4));
                double[] near = [.. minimum.Select(coordinate => coordinate + (radius * random.NextNormal()))];
                double[] far = random.NextPoint(function.Dimension, function.Domain);
                Assert.True(function.Value(near) >= function.MinimumValue - 1e-12, $"{name} is lower at ({string.Join(", ", near)})");
                Assert.True(function.Value(far) >= function.MinimumValue, $"{name} is lower at ({string.Join(", ", far)})");
            }
        }
    }

    [Fact]
    public void SharpnessIsTheLargestCurvature()
    {
        Assert.Equal(4, new Quadratic(1, 4, 0.5).LargestEigenvalue([1, 2, 3]), 1e-12);
        Assert.Equal(200, new FlatAndSharpMinima(2, 100).LargestEigenvalue([1, 0]), 1e-12);
    }

    [Fact]
    public void GoldsteinPriceTakesItsKnownValues()
    {
        // The four minima of the function itself have the values 3, 30, 84 and 840.
        (double X, double Y, double Value)[] known = [(0, -1, 3), (-0.6, -0.4, 30), (1.8, 0.2, 84), (1.2, 0.8, 840)];
        Assert.All(known, minimum => Assert.Equal(
            (Math.Log(minimum.Value) - GoldsteinPrice.Shift) / GoldsteinPrice.Spread, new GoldsteinPrice().Value([minimum.X, minimum.Y]), 1e-9));
    }

    [Fact]
    public void SampledGradientsHaveTheRightMeanAndSpread()
    {
        const int Draws = 40_000;
        (double mean, double deviation) = Sampled(new NoisyQuadratic(0.2, 20), 0.5, Draws);
        Assert.Equal(10, mean, 0.1);
        Assert.Equal(4, deviation, 0.1);

        // The mean of eleven functions is an eleventh of their sum.
        (mean, _) = Sampled(new RareLargeGradients(), 0.5, Draws);
        Assert.Equal(0.5 / RareLargeGradients.FunctionCount, mean, 0.04);
    }

    private static (double Mean, double Deviation) Sampled(IStochasticProblem problem, double at, int draws)
    {
        DeterministicRandom random = new(3);
        double[] gradient = new double[1];
        double sum = 0, squares = 0;
        for (int k = 0; k < draws; k++)
        {
            problem.SampleGradient([at], gradient, ref random);
            sum += gradient[0];
            squares += gradient[0] * gradient[0];
        }

        double mean = sum / draws;
        return (mean, Math.Sqrt((squares / draws) - (mean * mean)));
    }
}
