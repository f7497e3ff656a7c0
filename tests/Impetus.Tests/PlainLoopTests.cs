using Impetus.Tests.Contract;
using Samples;

namespace Impetus.Tests;

/// <summary>The plain loop that the samples print is what the fused step does.</summary>
public sealed class PlainLoopTests
{
    [Fact]
    public void TheFusedStepIsThePlainLoop()
    {
        using Trial<double> trial = new("adamw:lr=0.01,weight-decay=0.1", Tensor.Row(4099));
        AdamWByHand plain = new(4099, learningRate: 0.01, weightDecay: 0.1);
        double[] expected = trial.Values;
        for (int step = 0; step < 50; step++)
        {
            trial.Run(step, step + 1);
            plain.Step(expected, trial.Gradient("t0"));
        }

        Assert.All(expected.Zip(trial["t0"]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
