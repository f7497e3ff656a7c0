using Impetus.Distributed;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Impetus.Lab.Training.Distributed;

/// <summary>
/// Batch normalisation over the parts of a batch that several processes have: statistics, running averages and the backward pass are those
/// of the whole batch (Ioffe and Szegedy 2015). Sums of all processes are added in their order, so the bits are the same everywhere.
/// </summary>
internal static class BatchNormalization
{
    /// <summary>Normalises the part of this process, and moves the layer's running averages.</summary>
    /// <param name="layer">The layer, in training mode.</param>
    /// <param name="input">The part: (example, channel, ...).</param>
    /// <param name="processes">Those that have the other parts; all call this for the same layers in the same order.</param>
    public static Tensor Apply(BatchNorm layer, Tensor input, IProcessGroup processes)
    {
        long[] others = [.. Enumerable.Range(0, (int)input.dim()).Where(static dimension => dimension != 1).Select(static dimension => (long)dimension)];
        ChannelStatistics statistics = ChannelStatistics.Of(input, others, processes);
        Follow(layer, statistics);
        Tensor mean = Vector(statistics.Mean), deviation = Vector(Array.ConvertAll(statistics.Variance, variance => Math.Sqrt(variance + layer.eps)));
        return Function.apply(input, layer.weight, layer.bias!, mean, deviation, others, statistics.Count, processes);
    }

    private static void Follow(BatchNorm layer, ChannelStatistics statistics)
    {
        if (!layer.track_running_stats)
        {
            return;
        }

        using IDisposable constants = no_grad();
        layer.num_batches_tracked!.Increment();
        double share = layer.momentum is { } momentum and not 0 ? momentum : 1.0 / layer.num_batches_tracked!.ReadInt64();
        using Tensor mean = Vector(statistics.Mean);
        using Tensor variance = Vector(Array.ConvertAll(statistics.Variance, value => value * statistics.Count / (statistics.Count - 1)));
        layer.running_mean!.TimesInPlace(1 - share).PlusInPlace(mean, share);
        layer.running_var!.TimesInPlace(1 - share).PlusInPlace(variance, share);
    }

    private static Tensor Vector(double[] values) => tensor(Array.ConvertAll(values, static value => (float)value));

    // The same vector for every example and place.
    private static Tensor Spread(Tensor vector, Tensor like)
    {
        long[] shape = [.. Enumerable.Repeat(1L, (int)like.dim())];
        shape[1] = vector.numel();
        return vector.view(shape);
    }

    private sealed class Function : SingleTensorFunction<Function>
    {
        public override string Name => nameof(BatchNormalization);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            (Tensor input, Tensor weight, Tensor bias, Tensor mean, Tensor deviation) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Tensor)vars[3], (Tensor)vars[4]);
            ctx.save_for_backward([input, weight, mean, deviation]);
            ctx.save_data(nameof(Exchange), new Exchange((long[])vars[5], (double)vars[6], (IProcessGroup)vars[7]));
            using Tensor factor = weight / deviation;
            using Tensor shift = bias - (mean * factor);
            using Tensor single = input.to(ScalarType.Float32);
            return single.mul(Spread(factor, input)).PlusInPlace(Spread(shift, input)).to(input.dtype);
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
        {
            using DisposeScope scope = NewDisposeScope();
            Exchange exchange = (Exchange)ctx.get_data(nameof(Exchange));
            List<Tensor> saved = ctx.get_saved_variables();
            (Tensor input, Tensor weight, Tensor mean, Tensor deviation) = (saved[0], saved[1], saved[2], saved[3]);
            Tensor slope = grad_output.to(ScalarType.Float32);
            Tensor normal = (input.to(ScalarType.Float32) - Spread(mean, input)).div_(Spread(deviation, input));
            Tensor bias = slope.sum(exchange.Others), scale = (slope * normal).sum(exchange.Others);
            (Tensor slopes, Tensor products) = exchange.Means(bias, scale);
            Tensor gradient = slope.sub(Spread(slopes, input)).sub_(normal.mul_(Spread(products, input))).mul_(Spread(weight / deviation, input)).to(input.dtype);
            Tensor[] results = [gradient, scale, bias];
            Array.ForEach(results, static result => result.MoveToOuterDisposeScope());
            return [.. results, null!, null!, null!, null!, null!];
        }
    }

    private sealed record Exchange(long[] Others, double Count, IProcessGroup Processes)
    {
        /// <summary>The means over the whole batch of two sums over this process's part of it.</summary>
        public (Tensor First, Tensor Second) Means(Tensor first, Tensor second)
        {
            double[] own = [.. Numbers(first), .. Numbers(second)];
            double[] means = new double[own.Length];
            foreach (double[] sums in Processes.Gather(own).Chunk(own.Length))
            {
                for (int channel = 0; channel < means.Length; channel++)
                {
                    means[channel] += sums[channel] / Count;
                }
            }

            return (Vector(means[..(own.Length / 2)]), Vector(means[(own.Length / 2)..]));
        }
    }

    /// <summary>What the channels of a batch have, over examples and places.</summary>
    /// <param name="Mean">The mean of each.</param>
    /// <param name="Variance">The variance of each, by as many as there are.</param>
    /// <param name="Count">Examples times places.</param>
    private sealed record ChannelStatistics(double[] Mean, double[] Variance, double Count)
    {
        public static ChannelStatistics Of(Tensor part, long[] others, IProcessGroup processes)
        {
            using IDisposable constants = no_grad();
            using DisposeScope scope = NewDisposeScope();
            (Tensor variance, Tensor mean) = var_mean(part.detach().to(ScalarType.Float32), others, unbiased: false);
            int channels = (int)part.shape[1];
            double[][] all = [.. processes.Gather([.. Numbers(mean), .. Numbers(variance), (double)part.numel() / channels]).Chunk((2 * channels) + 1)];
            double count = all.Sum(static each => each[^1]);
            double[] means = new double[channels], variances = new double[channels];
            foreach (double[] each in all)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    means[channel] += each[channel] * each[^1] / count;
                }
            }

            // Of each part the variance about its own mean, and how far that lies from the whole's.
            foreach (double[] each in all)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    double distance = each[channel] - means[channel];
                    variances[channel] += (each[channels + channel] + (distance * distance)) * each[^1] / count;
                }
            }

            return new(means, variances, count);
        }
    }

    private static double[] Numbers(Tensor tensor) => Array.ConvertAll(tensor.ToArray<float>(), static value => (double)value);
}
