using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Tests.Contract;
using Samples;

namespace Impetus.Tests;

/// <summary>Parts written outside the library, as the sample has them, do what their plain loops do.</summary>
public sealed class OwnRuleTests
{
    private const int Length = 4099, Steps = 50;

    [Fact]
    public void AMemoryOfOnesOwn()
    {
        double[] momentum = new double[Length];
        AssertFollows(new QhmOptions { LearningRate = 0.1, Memory = { Decay = 0.9, Weight = 0.6 } }, (i, g, _) =>
        {
            momentum[i] = 0.9 * momentum[i] + 0.1 * g;
            return 0.1 * (0.4 * g + 0.6 * momentum[i]);
        });
    }

    [Fact]
    public void AScalingOfOnesOwn()
    {
        double[] squares = new double[Length];
        AssertFollows(new AdaGradOptions { LearningRate = 0.1, Scaling = { Epsilon = 1e-3 } }, (i, g, _) =>
        {
            squares[i] += g * g;
            return 0.1 * g / (Math.Sqrt(squares[i]) + 1e-3);
        });
    }

    [Fact]
    public void BothStandBesideTheLibrarysParts()
    {
        double[] momentum = new double[Length], squares = new double[Length], moments = new double[Length], means = new double[Length];
        AssertFollows(new OptimizerOptions<QuasiHyperbolic.Options, SecondMoment.Options>(new(), new()) { LearningRate = 0.01 }, (i, g, t) =>
        {
            momentum[i] = 0.999 * momentum[i] + 0.001 * g;
            moments[i] = 0.999 * moments[i] + 0.001 * g * g;
            return 0.01 * (0.3 * g + 0.7 * momentum[i]) / (Math.Sqrt(moments[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
        });
        AssertFollows(new OptimizerOptions<ExponentialAverage.Options, SumOfSquares.Options>(new(), new()) { LearningRate = 0.01 }, (i, g, t) =>
        {
            means[i] = 0.9 * means[i] + 0.1 * g;
            squares[i] += g * g;
            return 0.01 * means[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(squares[i]) + 1e-10);
        });
    }

    [Fact]
    public void ThePageShowsTheSample()
    {
        string[] blocks = [.. Repository.Read("docs/own-rules.md").Split("```csharp\n")[1..].Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];
        Assert.NotEmpty(blocks);
        string sample = string.Concat(new[] { "QuasiHyperbolic", "SumOfSquares", "Named" }.Select(name => Repository.Read($"samples/OwnRules/{name}.cs")));
        Assert.All(blocks, block => Assert.Contains(block, sample, StringComparison.Ordinal));
    }

    private static void AssertFollows(OptimizerOptions options, Func<int, double, int, double> step)
    {
        using Trial<double> trial = new(options, Tensor.Row(Length));
        double[] expected = trial.Values;
        for (int t = 1; t <= Steps; t++)
        {
            trial.Run(t, t + 1);
            double[] gradient = trial.Gradient("t0");
            for (int i = 0; i < Length; i++)
            {
                expected[i] -= step(i, gradient[i], t);
            }
        }

        Assert.All(expected.Zip(trial["t0"]), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * Math.Max(1, Math.Abs(pair.First))));
    }
}
