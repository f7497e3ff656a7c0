using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>Arithmetic of tensors with numbers.</summary>
[Collection(TorchGroup.Name)]
public sealed class TensorArithmeticTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void HasTheBitsOfTorchSharpsOperators(ScalarType type)
    {
        const double Number = 0.3;
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = manual_seed(1);
        Tensor a = randn(100, type), b = randn(100, type), c = randn(100, type), mask = a.gt(b);

        Same(a + b, a.Plus(b));
        Same(a + Number, a.Plus(Number));
        Same(a.addcmul(b, c, 1), a.PlusProduct(b, c));
        Same(a - Number, a.Minus(Number));
        Same(a * Number, a.Times(Number));
        Same(a / Number, a.Over(Number));
        Same(a.square(), a.Squared());
        Same(a.clamp(min: Number), a.AtLeast(Number));
        Same(a.clamp(max: Number), a.AtMost(Number));
        Same(a.gt(Number), a.IsAbove(Number));
        Same(a.lt(Number), a.IsBelow(Number));
        Same(a.clone().add_(b), a.clone().PlusInPlace(b));
        Same(a.clone().add_(b, Number), a.clone().PlusInPlace(b, Number));
        Same(a.clone().add_(1), a.clone().Increment());
        Same(a.clone().mul_(Number), a.clone().TimesInPlace(Number));
        Same(a.clone().fill_(Number), a.clone().FillInPlace(Number));
        Same(a.clone().masked_fill_(mask, Number), a.clone().FillInPlace(mask, Number));
        Assert.Equal(a.sum().ToDouble(), a.sum().ReadDouble());
        Assert.Equal(mask.sum().ToInt64(), mask.sum().ReadInt64());

        static void Same(Tensor expected, Tensor actual)
        {
            Assert.Equal(expected.dtype, actual.dtype);
            Assert.Equal(expected.bytes, actual.bytes);
        }
    }

    // TorchSharp's own x * 2 and x + y fail here some ten times each.
    [Fact]
    public void SurvivesCollectionsOfGarbage()
    {
        using CancellationTokenSource ended = new();
        Thread collector = new(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            using Tensor x = ones(8);
            for (int round = 0; round < 40_000; round++)
            {
                using DisposeScope scope = NewDisposeScope();
                Assert.Equal(16, x.Times(2).sum().ReadDouble());
                Assert.Equal(16, x.Plus(x).sum().ReadDouble());
            }
        }
        finally
        {
            ended.Cancel();
            collector.Join();
        }
    }
}
