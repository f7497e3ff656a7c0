using Impetus.Lab.Models.Layers;
using Impetus.Lab.Models.Vision;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models;

/// <summary>
/// A convolutional network for 28×28 grey images: four blocks of convolution, batch normalisation, rectifier and 2×2
/// maximum pooling (28 → 14 → 7 → 3 → 1 pixels a side, 16 → 32 → 64 → 128 channels) and a linear head.
/// </summary>
public static class SmallConvolutionalNetwork
{
    private static readonly int[] BlockChannels = [16, 32, 64, 128];

    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="classes">Outputs of the head.</param>
    /// <param name="width">Factor of the channels.</param>
    public static Module<Tensor, Tensor> Create(int classes, double width = 1)
    {
        int[] channels = [1, .. BlockChannels.Select(block => ChannelWidth.Scale(block, width))];
        return new ImageNetwork([.. channels.Zip(channels.Skip(1), Block).SelectMany(static block => block), Flatten(), Linear(channels[^1], classes)]);
    }

    // The normalisation subtracts the mean, so the convolution needs no bias.
    private static Module<Tensor, Tensor>[] Block(int inputs, int outputs) =>
    [
        Conv2d(inputs, outputs, kernel_size: 3, padding: 1, bias: false),
        new Layers.BatchNorm2d(outputs),
        ReLU(inplace: true),
        MaxPool2d(2),
    ];
}
