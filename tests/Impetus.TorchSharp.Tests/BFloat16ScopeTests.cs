using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

[Collection(TorchGroup.Name)]
public sealed class BFloat16ScopeTests
{
    [Fact]
    public void Products_inside_are_in_bfloat16_and_gradients_stay_single()
    {
        using Linear model = nn.Linear(8, 4);
        using Tensor inputs = randn(5, 8);
        Tensor inside, nested;
        using (BFloat16Scope.Open())
        {
            using (BFloat16Scope.Open())
            {
                nested = model.forward(inputs);
            }

            inside = model.forward(inputs);
        }

        using Tensor outside = model.forward(inputs);
        Assert.Equal(ScalarType.BFloat16, nested.dtype);
        Assert.Equal(ScalarType.BFloat16, inside.dtype);
        Assert.Equal(ScalarType.Float32, outside.dtype);
        using (inside)
        using (nested)
        using (Tensor single = inside.to(ScalarType.Float32))
        {
            single.sum().backward();
            Assert.Equal(ScalarType.Float32, model.weight!.grad!.dtype);
            Assert.True((single - outside).abs().max().item<float>() is > 0 and < 0.05f);
        }
    }
}
