using Impetus.Lab.Instruments;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Instruments;

[Collection(NetworkEngine.Collection)]
public sealed class LandscapeTests
{
    [Fact]
    public void The_sharpness_of_mini_batches_of_round_bowls_is_known()
    {
        // Bowl a·|θ|²/2: the highest point within r is straight outwards, a·(r|θ| + r²/2) above. Bowls 1 and 3, |θ| = 5.
        using Weights model = new(3, -4);
        LossSurface surface = new(model, 2, batch => model.Vector.pow(2).sum() * ((1 + (2 * batch)) / 2.0));

        double once = MiniBatchSharpness.Of(surface, radius: 0.1), often = MiniBatchSharpness.Of(surface, radius: 0.1, steps: 5);

        Assert.Equal(2 * ((0.1 * 5) + (0.1 * 0.1 / 2)), once, 12);
        Assert.Equal(once, often, 12);
        Assert.Equal([3, -4], surface.Weights());
    }

    [Fact]
    public void More_steps_of_ascent_find_the_steeper_side_of_a_valley()
    {
        // (x² + 100 y²)/2 at (1, 0): the gradient points along x, yet y is the way up. One step does not see it.
        using Weights model = new(1, 1e-6);
        using Tensor curvatures = TensorValues.Copy<double>([1, 100]);
        LossSurface surface = new(model, 1, _ => (model.Vector.pow(2) * curvatures).sum() / 2);

        Assert.Equal(0.5 + 0.125, MiniBatchSharpness.Of(surface, radius: 0.5), 6);
        Assert.InRange(MiniBatchSharpness.Of(surface, radius: 0.5, steps: 20), 12.5, 12.6);
    }

    [Fact]
    public void Two_wells_have_the_hill_between_them()
    {
        using Weights model = new(0.25);
        LossSurface surface = new(model, 1, _ => ((model.Vector.pow(2) - 1).pow(2)).sum());

        LossBarrier between = LossBarrier.Between(surface, [-1], [1]), within = LossBarrier.Between(surface, [0.9], [1.1]);

        Assert.Equal(1, between.Height, 12);
        Assert.Equal(0, between.Losses[0]);
        Assert.True(within.Height < 0.01);
        Assert.Equal([0.25], surface.Weights());
    }

    [Fact]
    public void A_slice_of_a_bowl_is_the_bowl()
    {
        using Weights model = new(1, 2, 3);
        LossSurface surface = new(model, 1, _ => model.Vector.pow(2).sum());

        LossSlice slice = LossSlice.Around(surface, [1, 0, 0], [0, 0, 2], extent: 2, points: 5);

        Assert.Equal([-2, -1, 0, 1, 2], slice.Positions);
        for (int x = 0; x < 5; x++)
        {
            for (int y = 0; y < 5; y++)
            {
                Assert.Equal(Math.Pow(1 + slice.Positions[x], 2) + 4 + Math.Pow(3 + (2 * slice.Positions[y]), 2), slice.Losses[x][y], 12);
            }
        }
    }

    [Fact]
    public void Random_directions_have_filters_as_long_as_those_of_the_weights()
    {
        using nn.Module model = nn.Sequential(nn.Conv2d(2, 3, 3), nn.Flatten(), nn.Linear(12, 2));
        model.Initialize(seed: 2);
        LossSurface surface = new(model, 1, _ => throw new InvalidOperationException("A direction needs no loss."));

        double[] weights = surface.Weights(), direction = FilterNormalizedDirection.Draw(surface, seed: 4);

        Assert.Equal([[3, 2, 3, 3], [3], [2, 12], [2]], surface.Shapes);
        for (int filter = 0; filter < 3; filter++)
        {
            Assert.Equal(Norm(weights.AsSpan(18 * filter, 18)), Norm(direction.AsSpan(18 * filter, 18)), 9);
        }

        Assert.All(direction[54..57], value => Assert.Equal(0, value));
        Assert.Equal(Norm(weights.AsSpan(69, 12)), Norm(direction.AsSpan(69, 12)), 9);
        Assert.NotEqual(direction, FilterNormalizedDirection.Draw(surface, seed: 5));
    }

    [Fact]
    public void Statistics_of_batch_normalisation_become_the_means_over_the_batches()
    {
        using BatchNorm2d model = nn.BatchNorm2d(1);
        model.eval();
        using Tensor images = TensorValues.Copy<float>(Array.ConvertAll(Points.Uniform(1, 3 * 8, 0, 9), value => (float)value), 6, 1, 2, 2);
        float[] pixels = images.ToArray<float>();

        BatchStatistics.Measure(model, 3, batch => model.call(images.narrow(0, 2 * batch, 2)));

        double[] means = [.. pixels.Chunk(8).Select(batch => batch.Average(pixel => (double)pixel))];
        double[] variances = [.. pixels.Chunk(8).Zip(means, (batch, mean) => batch.Sum(pixel => Math.Pow(pixel - mean, 2)) / 7)];
        Assert.Equal(means.Average(), model.running_mean!.ToDouble(), 4);
        Assert.Equal(variances.Average(), model.running_var!.ToDouble(), 4);
        Assert.Equal(((double?)0.1, false), (model.momentum, model.training));
    }

    private static double Norm(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
