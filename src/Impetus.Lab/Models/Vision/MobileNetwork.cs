using Impetus.Lab.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// MobileNet v1 (Howard et al. 2017): thirteen pairs of a depthwise 3×3 and a 1×1 convolution, each with normalisation and
/// rectifier. For large images the first convolution has stride 2. Names: <c>layers.0.conv1.weight</c>, <c>linear.weight</c>.
/// </summary>
public static class MobileNetwork
{
    private const int StemChannels = 32;

    private static readonly (int Channels, int Stride)[] Pairs =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    /// <summary>Makes one, not yet initialised.</summary>
    /// <param name="size">The size of the images.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="inputs">Channels of the images.</param>
    /// <param name="width">Multiplies all channels (the publication's α); 1 is the published network.</param>
    public static Module<Tensor, Tensor> Create(ImageSize size, int classes, int inputs = 3, double width = 1)
    {
        int stem = ChannelWidth.Scale(StemChannels, width), current = stem;
        Sequential pairs = Sequential([.. Pairs.Select(pair => (Module<Tensor, Tensor>)Pair(ref current, ChannelWidth.Scale(pair.Channels, width), pair.Stride))]);
        return new ImageNetwork(
            ("conv1", Conv2d(inputs, stem, kernel_size: 3, stride: size == ImageSize.Large ? 2 : 1, padding: 1, bias: false)),
            ("bn1", new Layers.BatchNorm2d(stem)),
            ("relu", ReLU(inplace: true)),
            ("layers", pairs),
            ("pool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
            ("linear", Linear(current, classes)));
    }

    private static Sequential Pair(ref int current, int outputs, int stride)
    {
        int inputs = current;
        current = outputs;
        return Sequential(
            ("conv1", Conv2d(inputs, inputs, kernel_size: 3, stride, padding: 1, groups: inputs, bias: false)),
            ("bn1", new Layers.BatchNorm2d(inputs)),
            ("relu1", ReLU(inplace: true)),
            ("conv2", Conv2d(inputs, outputs, kernel_size: 1, bias: false)),
            ("bn2", new Layers.BatchNorm2d(outputs)),
            ("relu2", ReLU(inplace: true)));
    }
}
