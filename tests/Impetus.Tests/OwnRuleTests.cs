using Impetus.Memories;
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
        AssertFollows(new SignumOptions { LearningRate = 0.1, Memory = { Decay = 0.8 } }, (i, g, _) =>
        {
            momentum[i] = 0.8 * momentum[i] + (1 - 0.8) * g;
            return 0.1 * Math.Sign(momentum[i]);
        });
    }

    [Fact]
    public void AScalingOfOnesOwn()
    {
        double[] moments = new double[Length], means = new double[Length];
        AssertFollows(new PadamOptions { LearningRate = 0.1, Scaling = { Epsilon = 1e-3 } }, (i, g, t) =>
        {
            means[i] = 0.9 * means[i] + 0.1 * g;
            moments[i] = 0.999 * moments[i] + 0.001 * g * g;
            return 0.1 * means[i] / (1 - Math.Pow(0.9, t)) / (Math.Pow(moments[i] / (1 - Math.Pow(0.999, t)), 0.125) + 1e-3);
        });
    }

    [Fact]
    public void TheyStandBesideTheLibrarysParts()
    {
        double[] momentum = new double[Length], moments = new double[Length];
        AssertFollows(new OptimizerOptions<HeavyBall.Options, EighthRoot.Options>(new(), new()) { LearningRate = 0.01 }, (i, g, t) =>
        {
            momentum[i] = 0.9 * momentum[i] + g;
            moments[i] = 0.999 * moments[i] + 0.001 * g * g;
            return 0.01 * momentum[i] / (Math.Pow(moments[i] / (1 - Math.Pow(0.999, t)), 0.125) + 1e-8);
        });
    }

    [Fact]
    public void ThePageShowsTheSample()
    {
        string[] blocks = [.. Repository.Read("docs/own-rules.md").Split("```csharp\n")[1..].Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];
        Assert.NotEmpty(blocks);
        string sample = string.Concat(new[] { "Signum", "EighthRoot", "Named" }.Select(name => Repository.Read($"samples/OwnRules/{name}.cs")));
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
