using Impetus.Tests.Contract;

namespace Impetus.Tests.Passes;

/// <summary>A critical momentum takes its place in the buffer one step late, which nobody must notice.</summary>
public sealed class LateEntryTests
{
    [Theory]
    [InlineData("adam-cm:scope=tensor,capacity=2")]
    [InlineData("sgd-cm:scope=tensor,average=count")]
    [InlineData("critical-momenta*maximum-variation:scope=tensor,capacity=3")]
    public void ATensorWithGapsMovesAsIfItWereAlone(string specification)
    {
        Tensor[] tensors = Tensor.Row(300, 41);
        using Trial<double> together = new(specification, tensors);
        using Trial<double> alone = new(specification, tensors[1]);
        for (int step = 0; step < 40; step++)
        {
            bool isMissing = step % 3 == 1 || step is > 20 and < 27;
            together.Parameters["t1"].HasGradient = !isMissing;
            together.Run(step, step + 1);
            if (!isMissing)
            {
                alone.Run(step, step + 1);
            }

            Assert.Equal(alone["t1"], together["t1"]);
        }
    }

    [Fact]
    public void SavingInBetweenChangesNothing()
    {
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        Tensor[] tensors = Tensor.Row(300, 41);
        using Trial<float> undisturbed = new("adam-cm:capacity=3", tensors), saved = new("adam-cm:capacity=3", tensors);
        try
        {
            for (int step = 0; step < 20; step++)
            {
                undisturbed.Run(step, step + 1);
                saved.Run(step, step + 1);
                saved.Optimizer.Save(path);
            }
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(undisturbed.Bits, saved.Bits);
    }
}
