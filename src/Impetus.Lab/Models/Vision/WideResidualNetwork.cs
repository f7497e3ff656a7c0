using Impetus.Lab.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// Wide residual network WRN-d-k for small images (Zagoruyko and Komodakis 2016): depth d = 6n + 4, and k times the
/// channels of the thin network (16, 32, 64). Names: <c>block1.layer.0.conv1.weight</c>, <c>fc.weight</c>.
/// </summary>
public static class WideResidualNetwork
{
    private const int ThinChannels = 16;

    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="depth">d, 6n + 4: 16, 28, 40, ...</param>
    /// <param name="width">k, the factor of the channels.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="dropout">Probability to drop an activation between the two convolutions of a block.</param>
    /// <param name="inputs">Channels of the images.</param>
    /// <exception cref="ArgumentException">No n fits the depth.</exception>
    public static Module<Tensor, Tensor> Create(int depth, int width, int classes, double dropout = 0, int inputs = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (depth < 10 || depth % 6 != 4)
        {
            throw new ArgumentException($"The depth of a wide residual network is 6n + 4 (10, 16, 22, 28, ...), not {depth}.", nameof(depth));
        }

        int blocks = (depth - 4) / 6;
        int[] channels = [ThinChannels * width, 2 * ThinChannels * width, 4 * ThinChannels * width];
        return new ImageNetwork(
            ("conv1", PreactivationBlock.Convolution(inputs, ThinChannels, kernel: 3, stride: 1)),
            ("block1", Group(ThinChannels, channels[0], stride: 1)),
            ("block2", Group(channels[0], channels[1], stride: 2)),
            ("block3", Group(channels[1], channels[2], stride: 2)),
            ("bn1", new Layers.BatchNorm2d(channels[2])),
            ("relu", ReLU(inplace: true)),
            ("pool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
            ("fc", Linear(channels[2], classes).StartingFrom(Initializers.UniformByInputs(channels[2]))));

        Sequential Group(int before, int outputs, int stride) => Sequential(("layer", Sequential(
            Enumerable.Range(0, blocks).Select(block => (Module<Tensor, Tensor>)new PreactivationBlock(block == 0 ? before : outputs, outputs, block == 0 ? stride : 1, dropout)))));
    }
}
