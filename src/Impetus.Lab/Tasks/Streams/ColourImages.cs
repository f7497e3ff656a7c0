using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>Brings images of different data sets to one shape, so that one network can see them all.</summary>
internal static class ColourImages
{
    private const int Planes = 3;

    /// <summary>
    /// The same images with three planes and a border of zeros, so that they have the given side. Grey values go to all
    /// three planes.
    /// </summary>
    /// <param name="images">Square images, grey or in colour, at most as large.</param>
    /// <param name="side">Rows and columns of the result.</param>
    public static LabelledImages Of(LabelledImages images, int side)
    {
        int border = (side - images.Width) / 2;
        byte[] pixels = new byte[images.Count * Planes * side * side];
        for (int row = 0; row < images.Count * Planes * images.Height; row++)
        {
            (int plane, int y) = Math.DivRem(row, images.Height);
            (int image, int channel) = Math.DivRem(plane, Planes);
            int source = ((Math.Min(channel, images.Channels - 1) * images.Height) + y) * images.Width;
            images[image].Slice(source, images.Width).CopyTo(pixels.AsSpan((((plane * side) + y + border) * side) + border));
        }

        return new LabelledImages(pixels, images.Labels, side, side, images.Classes, Planes);
    }

    /// <summary>All three parts of a data set.</summary>
    public static ImageClassificationData Of(ImageClassificationData data, int side) => new(Of(data.Training, side), Of(data.Validation, side), Of(data.Test, side));
}
