using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): 60,000 training and 10,000 test images of clothing, 28×28 grey pixels, ten
/// classes. Debian carries it as <c>dataset-fashion-mnist</c>.
/// </summary>
public static class FashionMnist
{
    /// <summary>Reads all 70,000 images; 6,000 of the training images become the validation part.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load() => Load(DataFolder.Current);

    /// <summary>Reads them from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load(DataFolder folder) => Mnist.Load(ImageSets.FashionMnist, folder);
}
