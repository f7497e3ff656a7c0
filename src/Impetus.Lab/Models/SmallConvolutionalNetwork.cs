using Impetus.Lab.Models.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models;

/// <summary>
/// A convolutional network for 28×28 grey images: four blocks of convolution, batch normalisation, rectifier and 2×2
/// maximum pooling (28 → 14 → 7 → 3 → 1 pixels a side, 16 → 32 → 64 → 128 channels) and a linear head.
/// </summary>
public static class SmallConvolutionalNetwork
{
    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="classes">Outputs of the head.</param>
    public static Module<Tensor, Tensor> Create(int classes) => new ImageNetwork(
    [
        .. Block(1, 16),
        .. Block(16, 32),
        .. Block(32, 64),
        .. Block(64, 128),
        Flatten(),
        Linear(128, classes),
    ]);

    // The normalisation subtracts the mean, so the convolution needs no bias.
    private static Module<Tensor, Tensor>[] Block(int inputs, int outputs) =>
    [
        Conv2d(inputs, outputs, kernel_size: 3, padding: 1, bias: false),
        new Layers.BatchNorm2d(outputs),
        ReLU(inplace: true),
        MaxPool2d(2),
    ];
}
