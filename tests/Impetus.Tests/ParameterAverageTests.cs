using Impetus.Checkpoints;
using Impetus.Tests.Contract;

namespace Impetus.Tests;

/// <summary>What averaged gradient descent keeps beside the parameters, which no trajectory shows.</summary>
public sealed class ParameterAverageTests
{
    [Fact]
    public void TheAverageIsTheMeanOfTheParametersFromTheStartOn()
    {
        const int Start = 4, Steps = 12;
        using Trial<double> trial = new($"asgd:lr=0.1,lambda=0.2,t0={Start}", Tensor.Row(30));
        double[] sum = new double[30];
        for (int step = 0; step < Steps; step++)
        {
            trial.Run(step, step + 1);
            if (step <= Start)
            {
                Assert.Equal(trial["t0"], Average(trial.Optimizer));
            }

            for (int at = 0; at < sum.Length && step > Start; at++)
            {
                sum[at] += trial["t0"][at];
            }
        }

        // PyTorch's weight 1 / max(1, t − t₀) is that of the step before: the first step after the start counts alone.
        Assert.All(sum.Zip(Average(trial.Optimizer)), pair => Assert.Equal(pair.First / (Steps - 1 - Start), pair.Second, 1e-12));
    }

    private static double[] Average(Optimizer optimizer)
    {
        StateSchema schema = new();
        optimizer.Describe(schema);
        StateTensor tensor = schema.Tensors.Single(tensor => tensor.Array == "average");
        byte[] bytes = new byte[tensor.ByteCount];
        tensor.Read(0, bytes);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }
}
