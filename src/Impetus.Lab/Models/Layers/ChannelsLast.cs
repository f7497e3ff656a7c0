using static TorchSharp.torch;

namespace Impetus.Lab.Models.Layers;

/// <summary>The order of images in memory that convolutions on processors are fast in.</summary>
internal static class ChannelsLast
{
    /// <summary>
    /// The same (batch, channels, height, width) images with the channels of a pixel next to each other in memory.
    /// Convolutions, normalisations and pooling keep the order.
    /// </summary>
    public static Tensor WithChannelsLast(this Tensor images)
    {
        long[] shape = images.shape;
        // With one channel both orders are the same memory, and only the strides tell libtorch which is meant.
        using Tensor pixels = shape[1] == 1 && images.is_contiguous()
            ? images.reshape(shape[0], shape[2], shape[3], 1)
            : images.permute(0, 2, 3, 1);
        using Tensor ordered = pixels.contiguous();
        return ordered.permute(0, 3, 1, 2);
    }
}
