using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Models.Vision;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>A set of labelled images that tasks train on.</summary>
/// <param name="Name">Its part of a task's name.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Channels">Planes of an image.</param>
/// <param name="Side">Rows and columns of an image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Load">Reads it, with the split of a scale and at least the images that a budget affords.</param>
internal sealed record VisionData(
    string Name, string Title, int Channels, int Side, int Classes, Func<TaskRequest, ImageParts> Load)
{
    private const int LargeSide = 64;

    /// <summary>The published set; null where the user chooses it.</summary>
    public DataSet? Set { get; init; }

    // The papers train on 40,000 images of CIFAR and validate on 10,000.
    private const int PaperValidation = 10_000;
    private const int Validation = 5_000;

    /// <summary>Fashion-MNIST.</summary>
    public static VisionData FashionMnist { get; } = new(
        "fashion-mnist",
        "Fashion-MNIST (60,000 training and 10,000 test images)",
        Channels: 1,
        Side: 28,
        Classes: 10,
        static request => Limit(Data.Images.FashionMnist.Load(), request, Augmentation.None))
    {
        Set = ImageSets.FashionMnist,
    };

    /// <summary>CIFAR-10.</summary>
    public static VisionData Cifar10 { get; } = new(
        "cifar10",
        "CIFAR-10 (50,000 training and 10,000 test images)",
        Channels: 3,
        Side: 32,
        Classes: 10,
        static request => Limit(LoadCifar10(request.Scale), request, CifarAugmentationAt(request.Scale)))
    {
        Set = ImageSets.Cifar10,
    };

    /// <summary>CIFAR-100.</summary>
    public static VisionData Cifar100 { get; } = new(
        "cifar100",
        "CIFAR-100 (50,000 training and 10,000 test images)",
        Channels: 3,
        Side: 32,
        Classes: 100,
        static request => Limit(Data.Images.Cifar100.Load(DataFolder.Current, ValidationAt(request.Scale)), request, CifarAugmentationAt(request.Scale)))
    {
        Set = ImageSets.Cifar100,
    };

    /// <summary>ImageNet, or other photographs in folders.</summary>
    public static VisionData ImageNet { get; } = new(
        "imagenet",
        "ImageNet (1,281,167 training and 50,000 test images), Tiny ImageNet, or a folder of your own",
        Channels: 3,
        Side: 224,
        Classes: 1_000,
        static request => Photographs.Load(request.Scale));

    /// <summary>What networks are built for.</summary>
    public ImageSize Size => Side < LargeSide ? ImageSize.Small : ImageSize.Large;

    /// <summary>CIFAR-10 as it is, with the split of a scale.</summary>
    public static ImageClassificationData LoadCifar10(Scale scale) => Data.Images.Cifar10.Load(DataFolder.Current, ValidationAt(scale));

    // Mean and deviation are those of the images in use.
    private static ImageParts Limit(ImageClassificationData data, TaskRequest request, Augmentation augmentation) => ImageParts.Of(
        data.Limit(request.Budget.TrainingExamples, request.Budget.ValidationExamples, request.Budget.TestExamples), augmentation);

    // Shorter runs see an image about once, and learn less from changed ones.
    private static Augmentation CifarAugmentationAt(Scale scale) => scale == Scale.Paper ? Augmentation.Cifar : Augmentation.None;

    private static int ValidationAt(Scale scale) => scale == Scale.Paper ? PaperValidation : Validation;
}
