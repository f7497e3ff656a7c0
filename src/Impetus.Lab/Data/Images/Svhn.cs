using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// SVHN (Netzer et al. 2011), cropped digits: 73,257 training and 26,032 test photographs of house numbers, 32×32 pixels in
/// colour, ten classes, in two MATLAB files.
/// </summary>
public static class Svhn
{
    private const int Side = 32;
    private const int Channels = 3;
    private const int Classes = 10;
    private const int ValidationImages = 5_000;

    /// <summary>Reads all images; 5,000 of the training images become the validation part.</summary>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load() => Load(DataFolder.Current);

    /// <summary>Reads them from another place.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or not the published one.</exception>
    public static ImageClassificationData Load(DataFolder folder) =>
        ImageClassificationData.Split(Read(folder, "train_32x32.mat"), Read(folder, "test_32x32.mat"), ValidationImages);

    /// <summary>Takes the two arrays of a file apart: X (row, column, colour, image) and y (image), which calls the digit 0 ten.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">An array is missing, or has another shape.</exception>
    internal static LabelledImages Parse(MatFile file, string source)
    {
        MatArray images = file["X"], digits = file["y"];
        int count = digits.Elements.Length;
        if (!images.Sizes.SequenceEqual([Side, Side, Channels, count]))
        {
            throw new LabException($"The data file {source} is not one of SVHN: X has the size {string.Join('x', images.Sizes)}, expected {Side}x{Side}x{Channels}x{count} for {count} labels.");
        }

        byte[] labels = Array.ConvertAll(digits.Elements.ToArray(), digit => digit is >= 1 and <= Classes ? (byte)(digit % Classes)
            : throw new LabException($"The data file {source} is not one of SVHN: a label is {digit}, expected 1 to {Classes}."));
        byte[] pixels = new byte[images.Elements.Length];
        for (int plane = 0; plane < count * Channels; plane++)
        {
            ReadOnlySpan<byte> columns = images.Elements.Span.Slice(plane * Side * Side, Side * Side);
            Span<byte> rows = pixels.AsSpan(plane * Side * Side, Side * Side);
            for (int row = 0; row < Side; row++)
            {
                for (int column = 0; column < Side; column++)
                {
                    rows[(row * Side) + column] = columns[(column * Side) + row];
                }
            }
        }

        return new LabelledImages(pixels, labels, Side, Side, Classes, Channels);
    }

    private static LabelledImages Read(DataFolder folder, string name) =>
        Parse(MatFile.Parse(folder.Read(ImageSets.Svhn, name), $"svhn/{name}"), $"svhn/{name}");
}
