using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// notMNIST (Bulatov 2011), the small set: 18,724 images of the letters A to J, 28×28 grey pixels, one PNG file each. Two more
/// files are empty, as they were published; they are passed over.
/// </summary>
public static class NotMnist
{
    private const int Side = 28;
    private const int Classes = 10;

    /// <summary>Reads all images; a tenth each becomes the validation and the test part.</summary>
    /// <exception cref="LabException">The set is not at hand, or an image is damaged or of another size.</exception>
    public static ImageClassificationData Load() => Load(DataFolder.Current);

    /// <summary>Reads them from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or an image is damaged or of another size.</exception>
    public static ImageClassificationData Load(DataFolder folder)
    {
        string place = folder.Require(ImageSets.NotMnist);
        ImageFolder images = ImageFolder.Open(place);
        return images.Classes.Count == Classes
            ? new(Read(images.Training), Read(images.Validation), Read(images.Test))
            : throw new LabException($"The folder {place} is not notMNIST: it has {images.Classes.Count} classes, expected {Classes}.");
    }

    private static LabelledImages Read(LabelledFiles files)
    {
        (byte[] Pixels, byte Label)[] images =
        [
            .. Enumerable.Range(0, files.Count).AsParallel().AsOrdered()
                .Where(position => new FileInfo(files.PathOf(position)).Length > 0)
                .Select(position => (Pixels(files.PathOf(position)), (byte)files.LabelOf(position))),
        ];
        return new LabelledImages(images.SelectMany(static image => image.Pixels).ToArray(), Array.ConvertAll(images, static image => image.Label), Side, Side, Classes);
    }

    private static byte[] Pixels(string path)
    {
        Raster image = ImageFile.Read(path).In(1);
        return image is { Width: Side, Height: Side } ? image.Samples
            : throw new LabException($"The image {path} has {image.Width}x{image.Height} pixels; those of notMNIST have {Side}x{Side}.");
    }
}
