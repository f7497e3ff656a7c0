using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// MNIST (LeCun, Cortes, Burges 1998): 60,000 training and 10,000 test images of handwritten digits, 28×28 grey pixels, ten
/// classes, in four IDX files.
/// </summary>
public static class Mnist
{
    private const int Side = 28;
    private const int Classes = 10;
    private const int ValidationImages = 6_000;

    /// <summary>Reads all 70,000 images; 6,000 of the training images become the validation part.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load() => Load(DataFolder.Current);

    /// <summary>Reads them from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load(DataFolder folder) => Load(ImageSets.Mnist, folder);

    /// <summary>Reads a set of the same size and in the same files.</summary>
    internal static ImageClassificationData Load(DataSet set, DataFolder folder) =>
        ImageClassificationData.Split(Read(folder, set, "train"), Read(folder, set, "t10k"), ValidationImages);

    private static LabelledImages Read(DataFolder folder, DataSet set, string part)
    {
        IdxFile images = Read(folder, set, $"{part}-images-idx3-ubyte", rank: 3);
        IdxFile labels = Read(folder, set, $"{part}-labels-idx1-ubyte", rank: 1);
        return new LabelledImages(images.Elements, labels.Elements, Side, Side, Classes);
    }

    private static IdxFile Read(DataFolder folder, DataSet set, string file, int rank) =>
        IdxFile.Parse(folder.Read(set, file), rank, $"{set.Name}/{file}");
}
