using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class AutogradTests
{
    [Fact]
    public void Gradients_of_a_network_agree_with_finite_differences()
    {
        using DisposeScope scope = new();
        using Sequential model = SmallNetwork.Create(seed: 1);
        model.ConvertTo(ScalarType.Float64);
        using ParameterArena arena = new(model);
        (Tensor images, Tensor labels) = SmallNetwork.Batch(6, seed: 2);
        images = images.To(ScalarType.Float64);
        double Loss() => Losses.CrossEntropy(model.Forward(images), labels, labelSmoothing: 0.1).Item();

        Losses.CrossEntropy(model.Forward(images), labels, labelSmoothing: 0.1).Backward();

        const double Step = 1e-6;
        foreach ((string name, ModuleTensor parameter) in model.Parameters)
        {
            double[] gradient = parameter.Value.Gradient!.ToArray<double>();
            for (int i = 0; i < gradient.Length; i++)
            {
                double original = parameter.Value.Span<double>()[i];
                parameter.Value.Span<double>()[i] = original + Step;
                double above = Loss();
                parameter.Value.Span<double>()[i] = original - Step;
                double below = Loss();
                parameter.Value.Span<double>()[i] = original;
                Assert.True(
                    Math.Abs(((above - below) / (2 * Step)) - gradient[i]) < 1e-7,
                    $"{name}[{i}]: {gradient[i]}, by differences {(above - below) / (2 * Step)}");
            }
        }
    }

    [Fact]
    public void A_second_differentiation_gives_the_Hessian_times_a_vector()
    {
        using DisposeScope scope = new();
        Tensor hessian = Tensor.From([4.0, 1, 1, 3], 2, 2);
        Tensor direction = Tensor.From([1.0, -2]);
        Tensor point = Tensor.From([0.5, 0.25]);
        point.RequiresGradient = true;

        Tensor value = point.MatrixMultiply(hessian.MatrixMultiply(point)) / 2;
        Tensor gradient = value.Gradients([point], createGraph: true)[0];
        Tensor product = (gradient * direction).Sum().Gradients([point])[0];

        Assert.Equal([2.25, 1.25], gradient.ToArray<double>());
        Assert.Equal([2.0, -5], product.ToArray<double>());
        Assert.Null(point.Gradient);
    }

    [Fact]
    public void A_write_between_the_passes_is_noticed()
    {
        using DisposeScope scope = new();
        Tensor point = Tensor.From([1f, 2]);
        point.RequiresGradient = true;
        Tensor value = (point * point).Sum();
        point.Span<float>()[0] = 5;
        point.MarkWritten();
        Assert.Contains("modified by an inplace operation", Assert.Throws<TorchException>(() => value.Backward()).Message);
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients_and_the_mode_comes_back()
    {
        using DisposeScope scope = new();
        Tensor point = Tensor.Ones([1]);
        point.RequiresGradient = true;
        using (Engine.NoGradient())
        {
            Assert.False((point * 2).RequiresGradient);
            using (Engine.NoGradient())
            {
            }
            Assert.False((point * 2).RequiresGradient);
        }
        Assert.True((point * 2).RequiresGradient);
        Assert.False((point * 2).Detach().RequiresGradient);
    }
}
