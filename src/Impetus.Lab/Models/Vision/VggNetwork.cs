using Impetus.Torch.Modules;

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
    public static Module Create19(ImageSize size, int classes, int inputs = 3, double width = 1)
    {
        List<Module> features = [];
        int current = inputs;
        foreach ((int channels, int convolutions) in Stages)
        {
            int outputs = ChannelWidth.Scale(channels, width);
            for (int i = 0; i < convolutions; i++, current = outputs)
            {
                features.AddRange([Convolution(size, current, outputs), new BatchNormalization2d(outputs), new Rectifier(inPlace: true)]);
            }
            features.Add(new MaxPool2d(2));
        }

        return size == ImageSize.Small
            ? new NamedParts(("features", new Sequential([.. features])), ("pool", new AdaptiveAveragePool2d(1)), ("flatten", new Flatten()), ("classifier", new Linear(current, classes)))
            : new NamedParts(
                ("features", new Sequential([.. features])),
                ("avgpool", new AdaptiveAveragePool2d(HeadSide)),
                ("flatten", new Flatten()),
                ("classifier", Head(current, classes, ChannelWidth.Scale(HeadUnits, width))));
    }

    private static Convolution2d Convolution(ImageSize size, int inputs, int outputs) => new(
        inputs, outputs, kernel: 3, padding: 1, initializer: size == ImageSize.Large ? Initializers.NormalByOutputs(9 * outputs) : null);

    private static Sequential Head(int channels, int classes, int units)
    {
        Initializer initializer = Initializers.Normal(0.01);
        return new Sequential(
            new Linear(channels * HeadSide * HeadSide, units, initializer: initializer),
            new Rectifier(inPlace: true),
            new Dropout(0.5),
            new Linear(units, units, initializer: initializer),
            new Rectifier(inPlace: true),
            new Dropout(0.5),
            new Linear(units, classes, initializer: initializer));
    }
}
