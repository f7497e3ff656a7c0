using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>Photographs as another time would have taken them: less contrast and a cast of colour, more of both from one experience to the next.</summary>
internal static class ShiftedImages
{
    private const int Planes = 3, Middle = 128;
    private const double LeastContrast = 0.5, LargestCast = 60;

    /// <summary>The images of an experience.</summary>
    /// <param name="images">Images in colour.</param>
    /// <param name="share">How far the shift has gone: 0 for the first experience, 1 for the last.</param>
    public static LabelledImages Of(LabelledImages images, double share)
    {
        double contrast = 1 - (share * (1 - LeastContrast));
        // From red to blue; green keeps its mean.
        double[] casts = [share * LargestCast, 0, -share * LargestCast];
        int plane = images.Height * images.Width;
        byte[] pixels = new byte[images.Pixels.Length];
        ReadOnlySpan<byte> source = images.Pixels.Span;
        for (int k = 0; k < pixels.Length; k++)
        {
            pixels[k] = (byte)Math.Clamp(Math.Round((contrast * (source[k] - Middle)) + Middle + casts[k / plane % Planes]), 0, byte.MaxValue);
        }

        return new LabelledImages(pixels, images.Labels, images.Height, images.Width, images.Classes, Planes);
    }
}
