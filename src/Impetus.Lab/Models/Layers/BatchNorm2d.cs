using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// Batch normalisation of images (Ioffe and Szegedy 2015), with the bits and the name of TorchSharp's. That one counts its batches with a
/// scalar that may be collected meanwhile (see <see cref="TensorArithmetic"/>), and its class is closed.
/// </summary>
/// <param name="channels">Channels of the images.</param>
internal sealed class BatchNorm2d(long channels)
    : BatchNorm(channels, eps: 1e-5, momentum: 0.1, affine: true, track_running_stats: true, device: null, dtype: null, nameof(BatchNorm2d))
{
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (training)
        {
            num_batches_tracked!.Increment();
        }

        return functional.batch_norm(input, running_mean, running_var, weight, bias, training, momentum!.Value, eps);
    }

    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.ndim != 4)
        {
            throw new ArgumentException($"Images have four dimensions (example, channel, row, column), and these have {input.ndim}.", nameof(input));
        }
    }
}
