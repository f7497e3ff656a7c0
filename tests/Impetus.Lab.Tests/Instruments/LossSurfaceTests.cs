using Impetus.Lab.Instruments;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Instruments;

[Collection(NetworkEngine.Collection)]
public sealed class LossSurfaceTests
{
    [Fact]
    public void The_sharpness_of_least_squares_is_that_of_its_matrix()
    {
        // L = |Xw|²/n has the Hessian 2XᵀX/n; X = diag(3, 2, 1) makes that diag(6, 8/3, 2/3).
        using Weights model = new(0.3, -0.2, 0.7);
        using Tensor inputs = TensorValues.Copy<double>([3, 0, 0, 0, 2, 0, 0, 0, 1], 3, 3);
        LossSurface surface = new(model, 1, _ => model.call(inputs).pow(2).mean());

        LargestEigenvalue sharpness = LargestEigenvalue.Of(surface.HessianProduct, surface.Dimension, tolerance: 1e-10);

        Assert.Equal(6, sharpness.Value, 9);
        Assert.Equal([0.3, -0.2, 0.7], surface.Weights());
    }

    [Fact]
    public void The_Hessian_of_a_network_agrees_with_differences_of_its_gradients()
    {
        using Sequential model = nn.Sequential(
            nn.Conv2d(1, 3, 3, padding: 1, bias: false), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12, 3));
        model.Initialize(seed: 1);
        model.to(ScalarType.Float64);
        using ParameterArena arena = new(model);
        using Tensor images = TensorValues.Copy<double>(Points.Uniform(5, 2 * 4 * 16, -1, 1), 8, 1, 4, 4);
        using Tensor labels = TensorValues.Copy<long>([0, 1, 2, 0, 1, 2, 0, 1], 8);
        LossSurface surface = new(model, 2, batch => nn.functional.cross_entropy(model.call(images.narrow(0, 4 * batch, 4)), labels.narrow(0, 4 * batch, 4)));
        double[] start = surface.Weights(), direction = Points.Uniform(7, surface.Dimension, -1, 1);

        double[] product = surface.HessianProduct(direction);

        const double Step = 1e-5;
        double[] above = Gradient(surface, start, direction, Step), below = Gradient(surface, start, direction, -Step);
        for (int k = 0; k < product.Length; k++)
        {
            Assert.Equal((above[k] - below[k]) / (2 * Step), product[k], 6);
        }

        Assert.True(model.training);
        arena.GatherGradients();
        Assert.All(model.parameters(), parameter => Assert.All(parameter.grad!.ToArray<double>(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void The_largest_eigenvalue_is_found_among_many_and_told_from_the_most_negative()
    {
        // A diagonal matrix hidden by a reflection: eigenvalues −9, and 0 to 5 in 200 steps.
        double[] normal = Points.Uniform(3, 201, -1, 1);
        double square = normal.Sum(value => value * value);
        double[] Reflect(double[] vector)
        {
            double inner = vector.Zip(normal, (a, b) => a * b).Sum();
            return [.. vector.Select((value, k) => value - (2 * inner * normal[k] / square))];
        }

        double[] Product(double[] vector) => Reflect([.. Reflect(vector).Select((value, k) => value * (k == 0 ? -9 : 5 * (k / 200.0)))]);

        LargestEigenvalue found = LargestEigenvalue.Of(Product, 201, tolerance: 1e-9, maximumProducts: 201);

        Assert.Equal(5, found.Value, 6);
        Assert.True(found.Products < 201);
    }

    private static double[] Gradient(LossSurface surface, double[] start, double[] direction, double step) => surface.Return(() =>
    {
        surface.MoveTo([.. start.Zip(direction, (a, b) => a + (step * b))]);
        double[] sum = new double[surface.Dimension], one = new double[surface.Dimension];
        for (int batch = 0; batch < surface.Batches; batch++)
        {
            surface.Gradient(batch, one);
            sum = [.. sum.Zip(one, (a, b) => a + (b / surface.Batches))];
        }

        return sum;
    });
}
