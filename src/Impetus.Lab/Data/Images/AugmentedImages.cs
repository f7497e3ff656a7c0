namespace Impetus.Lab.Data.Images;

/// <summary>Images in memory, changed at random where they are drawn by chance.</summary>
/// <param name="images">The images.</param>
/// <param name="augmentation">How they are changed.</param>
public sealed class AugmentedImages(LabelledImages images, Augmentation augmentation) : IImageSource
{
    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public int Classes => images.Classes;

    /// <inheritdoc/>
    public int Channels => images.Channels;

    /// <inheritdoc/>
    public int Height => images.Height;

    /// <inheritdoc/>
    public int Width => images.Width;

    /// <inheritdoc/>
    public bool IsDecodedOnDemand => false;

    /// <inheritdoc/>
    public int LabelOf(int position) => images.Labels.Span[position];

    /// <inheritdoc/>
    public void Draw(int position, ImageChance? chance, Span<byte> pixels)
    {
        if (chance is { } given)
        {
            augmentation.Apply(images, position, given, pixels);
        }
        else
        {
            images[position].CopyTo(pixels);
        }
    }
}
