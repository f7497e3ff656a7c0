namespace Impetus.Lab.Data;

/// <summary>Images of one size with a class label each, one byte a pixel.</summary>
public sealed class LabelledImages
{
    /// <summary>Takes images and their labels.</summary>
    /// <param name="pixels">count × height × width bytes, 0 to 255.</param>
    /// <param name="labels">One class per image, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="LabException">Pixels and labels do not fit together, or a label is out of range.</exception>
    public LabelledImages(ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, int height, int width, int classes)
    {
        if (pixels.Length != (long)labels.Length * height * width)
        {
            throw new LabException($"{labels.Length} labels need {(long)labels.Length * height * width} pixels ({height}x{width} each), there are {pixels.Length}.");
        }

        int wrong = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0)
        {
            throw new LabException($"Label {wrong} is {labels.Span[wrong]}, but there are only the classes 0 to {classes - 1}.");
        }

        (Pixels, Labels, Height, Width, Classes) = (pixels, labels, height, width, classes);
    }

    /// <summary>All pixels, image by image in row-major order.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The class of every image.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Pixels of one image.</summary>
    public int PixelsPerImage => Height * Width;

    /// <summary>The first images of the set.</summary>
    /// <param name="count">How many; at most <see cref="Count"/>.</param>
    public LabelledImages First(int count) =>
        new(Pixels[..(count * PixelsPerImage)], Labels[..count], Height, Width, Classes);

    /// <summary>A copy of the images with the given positions, in that order.</summary>
    public LabelledImages Select(ReadOnlySpan<int> positions)
    {
        byte[] pixels = new byte[positions.Length * PixelsPerImage];
        byte[] labels = new byte[positions.Length];
        for (int k = 0; k < positions.Length; k++)
        {
            Pixels.Span.Slice(positions[k] * PixelsPerImage, PixelsPerImage).CopyTo(pixels.AsSpan(k * PixelsPerImage));
            labels[k] = Labels.Span[positions[k]];
        }

        return new LabelledImages(pixels, labels, Height, Width, Classes);
    }
}
