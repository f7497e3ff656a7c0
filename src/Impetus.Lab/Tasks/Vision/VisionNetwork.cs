using Impetus.Lab.Models;
using Impetus.Lab.Models.Vision;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>A network that tasks train, whatever the images.</summary>
/// <param name="Name">Its part of a task's name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Create">
/// Makes it, not yet initialised, for images of a kind, at a width relative to the published network. The scale says more
/// only where width is not all (depth).
/// </param>
internal sealed record VisionNetwork(string Name, string Title, Func<VisionData, Scale, double, nn.Module> Create)
{
    private const int WideDepth = 40;
    private const int WideFactor = 10;

    /// <summary>Two hidden layers of 128 units.</summary>
    public static VisionNetwork TwoHiddenLayers { get; } = Perceptron("mlp", 2);

    /// <summary>Four hidden layers of 128 units.</summary>
    public static VisionNetwork FourHiddenLayers { get; } = Perceptron("mlp4", 4);

    /// <summary>Four blocks of convolution, normalisation, rectifier and pooling, for grey images.</summary>
    public static VisionNetwork Convolutional { get; } =
        new("cnn", "convolutional network", static (data, _, width) => SmallConvolutionalNetwork.Create(data.Classes, width));

    /// <summary>ResNet-18.</summary>
    public static VisionNetwork ResNet18 { get; } =
        new("resnet18", "ResNet-18", static (data, _, width) => ResidualNetwork.Create18(data.Size, data.Classes, data.Channels, width));

    /// <summary>ResNet-34.</summary>
    public static VisionNetwork ResNet34 { get; } =
        new("resnet34", "ResNet-34", static (data, _, width) => ResidualNetwork.Create34(data.Size, data.Classes, data.Channels, width));

    /// <summary>ResNet-50.</summary>
    public static VisionNetwork ResNet50 { get; } =
        new("resnet50", "ResNet-50", static (data, _, width) => ResidualNetwork.Create50(data.Size, data.Classes, data.Channels, width));

    /// <summary>VGG-19 with batch normalisation.</summary>
    public static VisionNetwork Vgg19 { get; } =
        new("vgg19", "VGG-19 with batch normalisation", static (data, _, width) => VggNetwork.Create19(data.Size, data.Classes, data.Channels, width));

    /// <summary>WRN-40-10 at paper scale, 16 layers deep below it.</summary>
    public static VisionNetwork Wide { get; } = new("wrn", $"WRN-{WideDepth}-{WideFactor}", static (data, scale, width) => WideResidualNetwork.Create(
        scale == Scale.Paper ? WideDepth : 16, Math.Max(1, (int)Math.Round(WideFactor * width)), data.Classes, inputs: data.Channels));

    /// <summary>MobileNet v1.</summary>
    public static VisionNetwork MobileNet { get; } =
        new("mobilenet", "MobileNet v1", static (data, _, width) => MobileNetwork.Create(data.Size, data.Classes, data.Channels, width));

    /// <summary>EfficientNet-B0, for large images.</summary>
    public static VisionNetwork EfficientNetB0 { get; } =
        new("efficientnet-b0", "EfficientNet-B0", static (data, _, width) => EfficientNetwork.CreateB0(data.Classes, data.Channels, width));

    private static VisionNetwork Perceptron(string name, int hiddenLayers) => new(
        name,
        $"perceptron with {hiddenLayers} hidden layers of 128",
        (data, _, _) => MultilayerPerceptron.Create(data.Channels * data.Side * data.Side, data.Classes, hiddenLayers));
}
