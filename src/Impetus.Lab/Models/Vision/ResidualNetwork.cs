using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// Residual networks (He et al. 2016). For small images they begin with one 3×3 convolution, for large ones with a 7×7
/// convolution of stride 2 and 3×3 maximum pooling. Names are torchvision's: <c>layer1.0.conv1.weight</c>, <c>fc.bias</c>.
/// </summary>
public sealed class ResidualNetwork : Module
{
    private static readonly int[] StageChannels = [64, 128, 256, 512];

    private readonly Sequential _stem;
    private readonly Module[] _stages;
    private readonly Sequential _head;

    private ResidualNetwork(ImageSize size, int inputs, int classes, double width, bool isBottleneck, int[] blocks)
    {
        Layers layers = new(size);
        int[] channels = [.. StageChannels.Select(stage => ChannelWidth.Scale(stage, width))];
        bool isLarge = size == ImageSize.Large;
        Convolution2d convolution = Child(
            "conv1", isLarge ? layers.Convolution(inputs, channels[0], kernel: 7, stride: 2) : layers.Convolution(inputs, channels[0], kernel: 3));
        BatchNormalization2d normalization = Child("bn1", new BatchNormalization2d(channels[0]));
        Module[] pooling = isLarge ? [new MaxPool2d(3, stride: 2, padding: 1)] : [];
        _stem = new Sequential([convolution, normalization, new Rectifier(inPlace: true), .. pooling]);

        int current = channels[0];
        _stages = [.. channels.Select((stage, index) => Child($"layer{index + 1}", Stage(stage, blocks[index], index == 0 ? 1 : 2)))];
        Linear linear = Child("fc", new Linear(current, classes));
        _head = new Sequential(new AdaptiveAveragePool2d(1), new Flatten(), linear);

        Sequential Stage(int stage, int count, int firstStride) => new([.. Enumerable.Range(0, count).Select(block =>
        {
            int before = current, stride = block == 0 ? firstStride : 1;
            current = isBottleneck ? BottleneckBlock.Expansion * stage : stage;
            return isBottleneck ? (Module)new BottleneckBlock(before, stage, stride, layers) : new BasicBlock(before, stage, stride, layers);
        })]);
    }

    /// <summary>ResNet-18, not yet initialised.</summary>
    /// <param name="size">The size of the images.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="inputs">Channels of the images.</param>
    /// <param name="width">Multiplies all channels; 1 is the published network.</param>
    public static ResidualNetwork Create18(ImageSize size, int classes, int inputs = 3, double width = 1) =>
        new(size, inputs, classes, width, isBottleneck: false, [2, 2, 2, 2]);

    /// <summary>ResNet-34, not yet initialised.</summary>
    /// <inheritdoc cref="Create18"/>
    public static ResidualNetwork Create34(ImageSize size, int classes, int inputs = 3, double width = 1) =>
        new(size, inputs, classes, width, isBottleneck: false, [3, 4, 6, 3]);

    /// <summary>ResNet-50, not yet initialised.</summary>
    /// <inheritdoc cref="Create18"/>
    public static ResidualNetwork Create50(ImageSize size, int classes, int inputs = 3, double width = 1) =>
        new(size, inputs, classes, width, isBottleneck: true, [3, 4, 6, 3]);

    /// <summary>From (batch, inputs, height, width) to scores (batch, classes).</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        Tensor output = _stem.Forward(input);
        foreach (Module stage in _stages)
        {
            output = stage.Forward(output);
        }
        return _head.Forward(output);
    }

    /// <summary>The layers of all blocks: convolutions without bias, because a normalisation follows.</summary>
    internal sealed record Layers(ImageSize Size)
    {
        public Convolution2d Convolution(int inputs, int outputs, int kernel, int stride = 1) => new(
            inputs,
            outputs,
            kernel,
            stride,
            padding: kernel / 2,
            bias: false,
            initializer: Size == ImageSize.Large ? Initializers.NormalByOutputs(outputs * kernel * kernel) : null);

        /// <summary>What brings a block's input to the shape of its output; null if it has it.</summary>
        public Sequential? Shortcut(int inputs, int outputs, int stride) => stride == 1 && inputs == outputs
            ? null
            : new(Convolution(inputs, outputs, kernel: 1, stride), new BatchNormalization2d(outputs));
    }
}
