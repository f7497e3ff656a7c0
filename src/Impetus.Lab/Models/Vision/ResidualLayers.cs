using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>The layers of all residual blocks: convolutions without bias, because a normalisation follows.</summary>
/// <param name="Size">The size of the images.</param>
internal sealed record ResidualLayers(ImageSize Size)
{
    /// <summary>A convolution that keeps the side, or divides it by the stride.</summary>
    public Conv2d Convolution(int inputs, int outputs, int kernel, int stride = 1)
    {
        Conv2d convolution = Conv2d(inputs, outputs, kernel, stride, padding: kernel / 2, bias: false);
        return Size == ImageSize.Large ? convolution.StartingFrom(Initializers.NormalByOutputs(outputs * kernel * kernel)) : convolution;
    }

    /// <summary>What brings a block's input to the shape of its output; null if it has it.</summary>
    public Sequential? Shortcut(int inputs, int outputs, int stride) => stride == 1 && inputs == outputs
        ? null
        : Sequential(Convolution(inputs, outputs, kernel: 1, stride), new Layers.BatchNorm2d(outputs));
}
