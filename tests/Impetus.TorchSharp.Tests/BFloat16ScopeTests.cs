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

    [Fact]
    public void An_LSTM_inside_trains_on_every_processor()
    {
        using LSTM model = nn.LSTM(8, 4);
        using Tensor inputs = randn(5, 3, 8), state = zeros(1, 3, 4);
        Tensor states, behind;
        using (BFloat16Scope.Open())
        {
            using (BFloat16Scope.SuspendForLstm())
            {
                states = model.call(inputs, (state, state)).Item1;
            }

            behind = inputs.matmul(inputs.transpose(1, 2));
        }

        using Tensor outside = model.call(inputs, (state, state)).Item1;
        using (behind)
        using (states)
        using (Tensor single = states.to(ScalarType.Float32))
        {
            Assert.Equal(ScalarType.BFloat16, behind.dtype);
            single.sum().backward();
            Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.grad!.dtype));
            Assert.True((single - outside).abs().max().item<float>() < 0.05f);
        }
    }

    [Fact]
    public void Without_a_scope_nothing_is_suspended()
    {
        using Linear model = nn.Linear(8, 4);
        using Tensor inputs = randn(5, 8);
        using (BFloat16Scope.SuspendForLstm())
        {
            using Tensor result = model.forward(inputs);
            Assert.Equal(ScalarType.Float32, result.dtype);
        }
    }
}
