using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Images;

/// <summary>CIFAR-10 (Krizhevsky 2009): 50,000 training and 10,000 test photographs, 32×32 pixels in colour, ten classes.</summary>
public static class Cifar10
{
    private const int Classes = 10;
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
            CifarRecords.Parse([.. Enumerable.Range(1, 5).Select(batch => folder.Read(ImageSets.Cifar10, $"data_batch_{batch}.bin"))], 1, Classes, "cifar10/data_batch_1.bin to 5"),
            CifarRecords.Parse([folder.Read(ImageSets.Cifar10, "test_batch.bin")], 1, Classes, "cifar10/test_batch.bin"),
            validationImages);
}
