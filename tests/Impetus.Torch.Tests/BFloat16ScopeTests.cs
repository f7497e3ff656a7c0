using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class BFloat16ScopeTests
{
    [Fact]
    public void Products_are_those_of_rounded_operands_and_gradients_have_the_type_of_the_parameters()
    {
        using DisposeScope scope = new();
        using Linear layer = new(64, 8);
        layer.Initialize(1);
        Tensor weight = layer.Parameters[0].Tensor.Value, input = Tensor.From([.. Enumerable.Range(0, 128).Select(k => 1f / (k + 3))], 2, 64);
        double[] expected =
        [
            .. from row in Enumerable.Range(0, 2)
               from column in Enumerable.Range(0, 8)
               select Enumerable.Range(0, 64).Sum(k => Rounded(input, (row * 64) + k) * Rounded(weight, (column * 64) + k))
                   + layer.Parameters[1].Tensor.Value.Span<float>()[column],
        ];

        Tensor output;
        using (Engine.BFloat16())
        {
            output = layer.Forward(input);
        }

        output.To(ScalarType.Float32).Sum().Backward();
        Assert.Equal(ScalarType.BFloat16, output.ScalarType);
        Assert.All(output.To(ScalarType.Float32).ToArray<float>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Math.Abs(pair.Second) / 100));
        Assert.Equal((ScalarType.Float32, ScalarType.Float32), (weight.ScalarType, weight.Gradient!.ScalarType));
        Assert.Equal(ScalarType.Float32, layer.Forward(input).ScalarType);
    }

    [Fact]
    public void The_next_scope_sees_parameters_that_have_changed()
    {
        using DisposeScope scope = new();
        using Linear layer = new(16, 4);
        layer.Initialize(1);
        Tensor input = Tensor.Ones([1, 16]);
        float[] before = Forward();

        layer.Parameters[0].Tensor.Value.Span<float>().Fill(1);
        layer.Parameters[1].Tensor.Value.Span<float>().Clear();

        Assert.NotEqual([16, 16, 16, 16], before);
        Assert.Equal([16, 16, 16, 16], Forward());

        float[] Forward()
        {
            using BFloat16Scope products = Engine.BFloat16();
            return layer.Forward(input).To(ScalarType.Float32).ToArray<float>();
        }
    }

    // To the nearest number with seven digits after the binary point, ties to even.
    private static double Rounded(Tensor tensor, int index)
    {
        uint bits = BitConverter.SingleToUInt32Bits(tensor.Span<float>()[index]);
        return BitConverter.UInt32BitsToSingle((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000);
    }
}
