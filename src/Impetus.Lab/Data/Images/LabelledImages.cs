namespace Impetus.Lab.Data.Images;

/// <summary>Images of one size with a class label each, one byte for each colour of a pixel.</summary>
public sealed class LabelledImages
{
    /// <summary>Takes images and their labels.</summary>
    /// <param name="pixels">count × channels × height × width bytes, 0 to 255: an image is its red plane, its green plane, its blue plane.</param>
    /// <param name="labels">One class per image, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="classes">Number of classes, at most 256.</param>
    /// <param name="channels">Planes of an image: 1 for grey, 3 for colours.</param>
    /// <exception cref="LabException">Pixels and labels do not fit together, or a label is out of range.</exception>
    public LabelledImages(ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, int height, int width, int classes, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        string shape = channels == 1 ? $"{height}x{width}" : $"{channels}x{height}x{width}";
        if (pixels.Length != (long)labels.Length * channels * height * width)
        {
            throw new LabException($"{labels.Length} labels need {(long)labels.Length * channels * height * width} pixels ({shape} each), there are {pixels.Length}.");
        }

        int wrong = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0)
        {
            throw new LabException($"Label {wrong} is {labels.Span[wrong]}, but there are only the classes 0 to {classes - 1}.");
        }

        (Pixels, Labels, Channels, Height, Width, Classes) = (pixels, labels, channels, height, width, classes);
    }

    /// <summary>All pixels: image by image, plane by plane, in row-major order.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The class of every image.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Planes of an image: 1 for grey, 3 for colours.</summary>
    public int Channels { get; }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Bytes of one image: channels × height × width.</summary>
    public int PixelsPerImage => Channels * Height * Width;

    /// <summary>The bytes of one image.</summary>
    /// <param name="position">Its position, 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<byte> this[int position] => Pixels.Span.Slice(position * PixelsPerImage, PixelsPerImage);

    /// <summary>The first images of the set.</summary>
    /// <param name="count">How many; at most <see cref="Count"/>.</param>
    public LabelledImages First(int count) =>
        new(Pixels[..(count * PixelsPerImage)], Labels[..count], Height, Width, Classes, Channels);

    /// <summary>A copy of the images with the given positions, in that order.</summary>
    public LabelledImages Select(ReadOnlySpan<int> positions)
    {
        byte[] pixels = new byte[positions.Length * PixelsPerImage];
        byte[] labels = new byte[positions.Length];
        for (int k = 0; k < positions.Length; k++)
        {
            this[positions[k]].CopyTo(pixels.AsSpan(k * PixelsPerImage));
            labels[k] = Labels.Span[positions[k]];
        }

        return new LabelledImages(pixels, labels, Height, Width, Classes, Channels);
    }
}
