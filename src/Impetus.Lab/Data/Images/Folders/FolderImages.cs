namespace Impetus.Lab.Data.Images.Folders;

/// <summary>
/// Images that are read and decoded when they are drawn: square, in colours. By chance, a random part in another size, mirrored in
/// half of the cases; without chance, the middle of the image after its shorter side has become 8/7 of the side (256 for 224), as
/// networks for ImageNet are trained and judged.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="side">Rows and columns of an image as it is drawn.</param>
public sealed class FolderImages(LabelledFiles files, int side) : IImageSource
{
    private const double Margin = 256.0 / 224;

    // A picture of one row would become huge.
    private const int MostOblong = 100;

    /// <inheritdoc/>
    public int Count => files.Count;

    /// <inheritdoc/>
    public int Classes => files.Classes;

    /// <inheritdoc/>
    public int Channels => 3;

    /// <inheritdoc/>
    public int Height => side;

    /// <inheritdoc/>
    public int Width => side;

    /// <inheritdoc/>
    public bool IsDecodedOnDemand => true;

    /// <inheritdoc/>
    public int LabelOf(int position) => files.LabelOf(position);

    /// <inheritdoc/>
    public void Draw(int position, ImageChance? chance, Span<byte> pixels)
    {
        string path = files.PathOf(position);
        Raster image = ImageFile.Read(path).In(Channels);
        if (chance is { } given)
        {
            DeterministicRandom random = given.For(position);
            PixelBox part = PixelBox.Random(image.Width, image.Height, ref random);
            bool isMirrored = random.Next(2) == 1;
            Raster resized = Resampling.Resize(image, part, side, side);
            resized.CopyPlanes(PixelBox.All(side, side), isMirrored, pixels);
        }
        else
        {
            Raster resized = Shorten(image, (int)Math.Round(side * Margin), path);
            resized.CopyPlanes(PixelBox.Middle(resized.Width, resized.Height, side, side), isMirrored: false, pixels);
        }
    }

    // The aspect ratio stays; the longer side is rounded down, as torchvision does it.
    private static Raster Shorten(Raster image, int shorter, string path)
    {
        if (Math.Max(image.Width, image.Height) > MostOblong * Math.Min(image.Width, image.Height))
        {
            throw new LabException($"The image {path} is too oblong: {image.Width}x{image.Height} pixels.");
        }

        (int width, int height) = image.Width <= image.Height
            ? (shorter, (int)((long)shorter * image.Height / image.Width))
            : ((int)((long)shorter * image.Width / image.Height), shorter);
        return Resampling.Resize(image, PixelBox.All(image.Width, image.Height), width, height);
    }
}
