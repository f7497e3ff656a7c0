using Impetus.Kernels;
using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Room;

/// <summary>Parts that the library has not, put in from outside: as many lines as their mathematics, and everything else works.</summary>
[Collection(nameof(LaneTests))]
public sealed class NewPartTests
{
    private const double Rate = 0.01, Beta = 0.9, Epsilon = 1e-4;

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(0)]
    public void AScalingSeesTheMeanOfTheMemory(int bits)
    {
        OptimizerOptions options = new OptimizerOptions<ExponentialAverage.Options, Belief.Options>(new() { BiasCorrected = false }, new()) { LearningRate = Rate };
        double[] m = new double[77], s = new double[77];
        Follow(options, bits, (g, at) =>
        {
            m[at] = Beta * m[at] + (1 - Beta) * g;
            s[at] = 0.9 * s[at] + (1 - 0.9) * (g - m[at]) * (g - m[at]);
            return m[at] / (Math.Sqrt(s[at]) + Epsilon);
        });
    }

    [Fact]
    public void AdaptiveMemoryExpectsTheDirectionOfTheStepBefore()
    {
        OptimizerOptions options = new OptimizerOptions<AdaptiveMemory.Options, Belief.Options>(new(), new());
        using Trial<double> belief = new(options, Tensor.Row(40));
        belief.Run(0, 20);
        Assert.DoesNotContain(belief.Values, value => !double.IsFinite(value));
        Assert.Equal("adaptive-memory*belief", options.Composition);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(0)]
    public void AMaskActsOnTheDirectionAfterTheScaling(int bits)
    {
        OptimizerOptions options = new OptimizerOptions<HeavyBall.Options, NoScaling.Options>(new(), new()) { LearningRate = Rate, Direction = new Agreement.Options() };
        Assert.Equal("heavy-ball*none*agreement", options.Composition);
        double[] m = new double[77];
        int masked = 0;
        Follow(options, bits, (g, at) =>
        {
            m[at] = 0.9 * m[at] + g;
            masked += m[at] * g > 0 ? 0 : 1;
            return m[at] * g > 0 ? m[at] : 0;
        });
        Assert.InRange(masked, 10, 500);
    }

    /// <summary>Compares an optimizer with a plain loop over coordinates.</summary>
    private static void Follow(OptimizerOptions options, int bits, Func<double, int, double> direction)
    {
        int usual = LaneLimit.Bits;
        try
        {
            LaneLimit.Bits = bits;
            using Trial<double> trial = new(options, Tensor.Row(77));
            double[] expected = trial.Values;
            for (int step = 0; step < 12; step++)
            {
                trial.Run(step, step + 1);
                for (int at = 0; at < expected.Length; at++)
                {
                    expected[at] -= Rate * direction(GradientStream.Gradient(at, step), at);
                    Assert.Equal(expected[at], trial["t0"][at], 1e-12);
                }
            }
        }
        finally
        {
            LaneLimit.Bits = usual;
        }
    }
}
