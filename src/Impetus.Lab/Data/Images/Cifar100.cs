using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Images;

/// <summary>CIFAR-100 (Krizhevsky 2009): 50,000 training and 10,000 test photographs, 32×32 pixels in colour, a hundred classes.</summary>
public static class Cifar100
{
    private const int Classes = 100;
    private const int ValidationImages = 5_000;

    /// <summary>Reads all 60,000 images; 5,000 of the training images become the validation part.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load() => Load(DataFolder.Current, ValidationImages);

    /// <summary>Reads them from another place, or with another split.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <param name="validationImages">How many of the training images become the validation part.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load(DataFolder folder, int validationImages) =>
        ImageClassificationData.Split(
            CifarRecords.Parse([folder.Read(ImageSets.Cifar100, "train.bin")], 2, Classes, "cifar100/train.bin"),
            CifarRecords.Parse([folder.Read(ImageSets.Cifar100, "test.bin")], 2, Classes, "cifar100/test.bin"),
            validationImages);
}
