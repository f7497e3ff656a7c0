using Impetus.Lab.Data.Images;
using Impetus.Lab.Models.Vision;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>A set of labelled images that tasks train on.</summary>
/// <param name="Name">Its part of a task's name.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Channels">Planes of an image.</param>
/// <param name="Side">Rows and columns of an image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Load">Reads it, with the split of a scale.</param>
internal sealed record VisionData(
    string Name, string Title, int Channels, int Side, int Classes, Func<Scale, ImageClassificationData> Load)
{
    private const int LargeSide = 64;

    // The papers train on 40,000 images of CIFAR and validate on 10,000.
    private const int PaperValidation = 10_000;
    private const int Validation = 5_000;

    /// <summary>Fashion-MNIST.</summary>
    public static VisionData FashionMnist { get; } = new(
        "fashion-mnist", "Fashion-MNIST (60,000 training and 10,000 test images)", 1, 28, 10, static _ => Data.Images.FashionMnist.Load());

    /// <summary>CIFAR-10.</summary>
    public static VisionData Cifar10 { get; } = new(
        "cifar10", "CIFAR-10 (50,000 training and 10,000 test images)", 3, 32, 10, static scale => Data.Images.Cifar10.Load(Data.DataFolder.Current, ValidationAt(scale)))
    {
        Augmentation = Augmentation.Cifar,
    };

    /// <summary>CIFAR-100.</summary>
    public static VisionData Cifar100 { get; } = new(
        "cifar100", "CIFAR-100 (50,000 training and 10,000 test images)", 3, 32, 100, static scale => Data.Images.Cifar100.Load(Data.DataFolder.Current, ValidationAt(scale)))
    {
        Augmentation = Augmentation.Cifar,
    };

    /// <summary>How training images are changed at random; null: they stay as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>What networks are built for.</summary>
    public ImageSize Size => Side < LargeSide ? ImageSize.Small : ImageSize.Large;

    private static int ValidationAt(Scale scale) => scale == Scale.Paper ? PaperValidation : Validation;
}
