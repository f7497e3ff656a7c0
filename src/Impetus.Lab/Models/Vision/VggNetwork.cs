using Impetus.Lab.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// VGG-19 (Simonyan and Zisserman 2015) with a batch normalisation behind every convolution. For large images it has the
/// published head of three linear layers and 7×7 pooling, for small ones a single linear layer. Names are the usual ones:
/// <c>features.0.weight</c>, <c>classifier.weight</c> (small) or <c>classifier.0.weight</c> (large).
/// </summary>
public static class VggNetwork
{
    private const int HeadSide = 7;
    private const int HeadUnits = 4096;

    // Channels and number of the convolutions between two poolings.
    private static readonly (int Channels, int Convolutions)[] Stages = [(64, 2), (128, 2), (256, 4), (512, 4), (512, 4)];

    /// <summary>VGG-19 with batch normalisation, not yet initialised.</summary>
    /// <param name="size">The size of the images.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="inputs">Channels of the images.</param>
    /// <param name="width">Multiplies all channels and the units of the head; 1 is the published network.</param>
    public static Module<Tensor, Tensor> Create19(ImageSize size, int classes, int inputs = 3, double width = 1)
    {
        List<Module<Tensor, Tensor>> features = [];
        int current = inputs;
        foreach ((int channels, int convolutions) in Stages)
        {
            int outputs = ChannelWidth.Scale(channels, width);
            for (int i = 0; i < convolutions; i++, current = outputs)
            {
                features.AddRange([Convolution(size, current, outputs), new Layers.BatchNorm2d(outputs), ReLU(inplace: true)]);
            }

            features.Add(MaxPool2d(2));
        }

        return new ImageNetwork(
            ("features", Sequential(features)),
            ("avgpool", AdaptiveAvgPool2d(size == ImageSize.Small ? 1 : HeadSide)),
            ("flatten", Flatten()),
            ("classifier", size == ImageSize.Small ? Linear(current, classes) : Head(current, classes, ChannelWidth.Scale(HeadUnits, width))));
    }

    private static Conv2d Convolution(ImageSize size, int inputs, int outputs)
    {
        Conv2d convolution = Conv2d(inputs, outputs, kernel_size: 3, padding: 1);
        return size == ImageSize.Large ? convolution.StartingFrom(Initializers.NormalByOutputs(9 * outputs)) : convolution;
    }

    private static Sequential Head(int channels, int classes, int units)
    {
        Initializer initializer = Initializers.Normal(0.01);
        return Sequential(
            Linear(channels * HeadSide * HeadSide, units).StartingFrom(initializer),
            ReLU(inplace: true),
            Dropout(0.5),
            Linear(units, units).StartingFrom(initializer),
            ReLU(inplace: true),
            Dropout(0.5),
            Linear(units, classes).StartingFrom(initializer));
    }
}
