using Impetus.Lab.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// Residual networks (He et al. 2016). For small images they begin with one 3×3 convolution, for large ones with a 7×7
/// convolution of stride 2 and 3×3 maximum pooling. Names are torchvision's: <c>layer1.0.conv1.weight</c>, <c>fc.bias</c>.
/// </summary>
public static class ResidualNetwork
{
    private static readonly int[] StageChannels = [64, 128, 256, 512];

    /// <summary>ResNet-18, not yet initialised: from (batch, inputs, height, width) to scores (batch, classes).</summary>
    /// <param name="size">The size of the images.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="inputs">Channels of the images.</param>
    /// <param name="width">Multiplies all channels; 1 is the published network.</param>
    public static Module<Tensor, Tensor> Create18(ImageSize size, int classes, int inputs = 3, double width = 1) =>
        Create(size, classes, inputs, width, isBottleneck: false, [2, 2, 2, 2]);

    /// <summary>ResNet-34, not yet initialised.</summary>
    /// <inheritdoc cref="Create18"/>
    public static Module<Tensor, Tensor> Create34(ImageSize size, int classes, int inputs = 3, double width = 1) =>
        Create(size, classes, inputs, width, isBottleneck: false, [3, 4, 6, 3]);

    /// <summary>ResNet-50, not yet initialised.</summary>
    /// <inheritdoc cref="Create18"/>
    public static Module<Tensor, Tensor> Create50(ImageSize size, int classes, int inputs = 3, double width = 1) =>
        Create(size, classes, inputs, width, isBottleneck: true, [3, 4, 6, 3]);

    private static ImageNetwork Create(ImageSize size, int classes, int inputs, double width, bool isBottleneck, int[] blocks)
    {
        ResidualLayers layers = new(size);
        int[] channels = [.. StageChannels.Select(stage => ChannelWidth.Scale(stage, width))];
        bool isLarge = size == ImageSize.Large;
        int current = channels[0];
        return new ImageNetwork(
        [
            ("conv1", isLarge ? layers.Convolution(inputs, channels[0], kernel: 7, stride: 2) : layers.Convolution(inputs, channels[0], kernel: 3)),
            ("bn1", new Layers.BatchNorm2d(channels[0])),
            ("relu", ReLU(inplace: true)),
            .. isLarge ? [("maxpool", MaxPool2d(3, stride: 2, padding: 1))] : Array.Empty<(string, Module<Tensor, Tensor>)>(),
            .. channels.Select((stage, index) => ($"layer{index + 1}", (Module<Tensor, Tensor>)Stage(stage, blocks[index], index == 0 ? 1 : 2))),
            ("avgpool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
            ("fc", Linear(current, classes)),
        ]);

        Sequential Stage(int stage, int count, int firstStride) => Sequential(Enumerable.Range(0, count).Select(block =>
        {
            int before = current, stride = block == 0 ? firstStride : 1;
            current = isBottleneck ? BottleneckBlock.Expansion * stage : stage;
            return isBottleneck ? (Module<Tensor, Tensor>)new BottleneckBlock(before, stage, stride, layers) : new BasicBlock(before, stage, stride, layers);
        }));
    }
}
