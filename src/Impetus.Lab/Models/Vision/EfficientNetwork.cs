using Impetus.Lab.Models.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// EfficientNet-B0 (Tan and Le 2019), for large images. Names are torchvision's: <c>features.1.0.block.0.0.weight</c>,
/// <c>classifier.1.weight</c>.
/// </summary>
public static class EfficientNetwork
{
    private const int StemChannels = 32;
    private const int HeadChannels = 1280;
    private const double HeadDropout = 0.2;
    private const double LastDropProbability = 0.2;

    private static readonly Stage[] Stages =
    [
        new(Expansion: 1, Kernel: 3, Stride: 1, Channels: 16, Blocks: 1),
        new(Expansion: 6, Kernel: 3, Stride: 2, Channels: 24, Blocks: 2),
        new(Expansion: 6, Kernel: 5, Stride: 2, Channels: 40, Blocks: 2),
        new(Expansion: 6, Kernel: 3, Stride: 2, Channels: 80, Blocks: 3),
        new(Expansion: 6, Kernel: 5, Stride: 1, Channels: 112, Blocks: 3),
        new(Expansion: 6, Kernel: 5, Stride: 2, Channels: 192, Blocks: 4),
        new(Expansion: 6, Kernel: 3, Stride: 1, Channels: 320, Blocks: 1),
    ];

    /// <summary>EfficientNet-B0, not yet initialised.</summary>
    /// <param name="classes">Outputs.</param>
    /// <param name="inputs">Channels of the images.</param>
    /// <param name="width">Multiplies all channels; 1 is the published network.</param>
    public static Module<Tensor, Tensor> CreateB0(int classes, int inputs = 3, double width = 1)
    {
        int current = ChannelWidth.Scale(StemChannels, width);
        int head = ChannelWidth.Scale(HeadChannels, width);
        List<Module<Tensor, Tensor>> features = [InvertedResidualBlock.ConvolutionWithNormalization(inputs, current, kernel: 3, stride: 2)];
        int total = Stages.Sum(static stage => stage.Blocks), done = 0;
        foreach (Stage stage in Stages)
        {
            int outputs = ChannelWidth.Scale(stage.Channels, width);
            Module<Tensor, Tensor>[] blocks = new Module<Tensor, Tensor>[stage.Blocks];
            for (int i = 0; i < blocks.Length; i++, done++, current = outputs)
            {
                // Deeper blocks are dropped more often: from 0 up to (almost) the last probability.
                blocks[i] = new InvertedResidualBlock(
                    current, outputs, stage.Expansion, stage.Kernel, i == 0 ? stage.Stride : 1, LastDropProbability * done / total);
            }
            features.Add(Sequential(blocks));
        }
        features.Add(InvertedResidualBlock.ConvolutionWithNormalization(current, head, kernel: 1));

        return new ImageNetwork(
            ("features", Sequential(features)),
            ("avgpool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
            ("classifier", Sequential(Dropout(HeadDropout), Linear(head, classes).StartingFrom(Initializers.Uniform(1 / Math.Sqrt(classes))))));
    }

    private readonly record struct Stage(int Expansion, int Kernel, int Stride, int Channels, int Blocks);
}
