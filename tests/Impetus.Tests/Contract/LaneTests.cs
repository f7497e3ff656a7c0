using System.Numerics;
using Impetus.Kernels;

namespace Impetus.Tests.Contract;

/// <summary>Narrows the lanes for the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(LaneTests), DisableParallelization = true)]
public sealed class WithoutCompany;

[Collection(nameof(LaneTests))]
public sealed class LaneTests
{
    /// <summary>Lengths around every lane width, a whole block and more, and tensors without a whole lane.</summary>
    private static readonly Tensor[] Tensors = Tensor.Row(1, 0, 7, 8, 33, 4096 + 45);

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    public static TheoryData<string> Specifications => [.. Configurations.Named];

    public static TheoryData<string> Combinations => [.. Configurations.Combinations];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryWidthGivesTheSameBitsInDoublePrecision(string name) => SameBits<double>(name, 512, 256, 0);

    [Theory]
    [MemberData(nameof(Specifications))]
    public void EveryWidthGivesTheSameBitsInSinglePrecision(string specification) => SameBits<float>(specification, 512, 256, 0);

    [Theory]
    [MemberData(nameof(Combinations))]
    public void EveryCombinationGivesTheSameBits(string combination) => SameBits<float>(combination, 512, 0);

    private static void SameBits<TElement>(string specification, params ReadOnlySpan<int> widths)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        byte[] widest = Run<TElement>(specification, widths[0]);
        foreach (int bits in widths[1..])
        {
            Assert.Equal(widest, Run<TElement>(specification, bits));
        }
    }

    private static byte[] Run<TElement>(string specification, int bits)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int usual = LaneLimit.Bits;
        try
        {
            LaneLimit.Bits = bits;
            using Trial<TElement> trial = new(specification, Tensors);
            trial.Run(0, 9);
            Assert.DoesNotContain(trial.Values, value => !TElement.IsFinite(value));
            return trial.Bits;
        }
        finally
        {
            LaneLimit.Bits = usual;
        }
    }
}
