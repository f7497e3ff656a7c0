using System.Numerics;

namespace Impetus.Tests.Contract;

public sealed class ThreadTests
{
    /// <summary>Enough coordinates that threads take part, in tensors that are divided and tensors that share a claim.</summary>
    private static readonly Tensor[] Tensors = Tensor.Row(70_000, 3, 0, 9_000, 20_000, 33_000, 100_003);

    /// <summary>Every name, and the other ways to take sums.</summary>
    public static TheoryData<string> Specifications
        => [.. Configurations.Named.Where(specification => !specification.Contains(':', StringComparison.Ordinal) || specification.Contains("scope=tensor", StringComparison.Ordinal)), "adam:clip-norm=0.5", "lamadam:amsgrad,clip-norm=1", "tam:clip-value=0.5"];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void EveryNumberOfThreadsGivesTheSameBits(string specification) => SameBits<float>(specification);

    [Theory]
    [InlineData("tam")]
    [InlineData("am-adamw:scope=tensor")]
    [InlineData("adam-cm:clip-norm=1")]
    [InlineData("sgd-cg")]
    public void EveryNumberOfThreadsGivesTheSameBitsInDoublePrecision(string specification) => SameBits<double>(specification);

    private static void SameBits<TElement>(string specification)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        byte[] alone = Run<TElement>(specification, 1);
        Assert.Equal(alone, Run<TElement>(specification, 2));
        Assert.Equal(alone, Run<TElement>(specification, 3));
    }

    private static byte[] Run<TElement>(string specification, int threads)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        OptimizerOptions options = Configurations.Options(specification);
        options.Threads = threads;
        using Trial<TElement> trial = new(options, Tensors);
        trial.Fill(0);
        for (int step = 0; step < 2; step++)
        {
            trial.Optimizer.Step();
        }

        return trial.Bits;
    }
}
