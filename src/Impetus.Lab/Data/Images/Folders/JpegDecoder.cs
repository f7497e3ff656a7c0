using System.Runtime.InteropServices;
using StbImageSharp;

namespace Impetus.Lab.Data.Images.Folders;

/// <summary>
/// Decodes JPEG with StbImageSharp, and corrects its colours where they are stored for every second column (4:2:2): between the
/// last two of a row it goes a quarter of the way from the wrong one.
/// </summary>
internal static unsafe class JpegDecoder
{
    /// <summary>Decodes an image.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="isGrey">Whether it has one component; else it becomes red, green and blue.</param>
    /// <returns>The pixels row by row; null if the file is damaged, with the reason.</returns>
    public static (Raster? Image, string? Fault) Decode(byte[] content, bool isGrey)
    {
        using MemoryStream stream = new(content, writable: false);
        StbImage.stbi__jpeg decoder = new() { s = new StbImage.stbi__context(stream) };
        StbImage.stbi__setup_jpeg(decoder);
        int row = 0;
        decoder.YCbCr_to_RGB_kernel = (target, luma, blue, red, count, step) =>
        {
            Correct(decoder, 1, row, blue);
            Correct(decoder, 2, row, red);
            row++;
            StbImage.stbi__YCbCr_to_RGB_row(target, luma, blue, red, count, step);
        };
        int channels = isGrey ? 1 : 3, width, height, components;
        byte* pixels = StbImage.load_jpeg_image(decoder, &width, &height, &components, channels);
        if (pixels == null)
        {
            return (null, StbImage.stbi__g_failure_reason);
        }

        try
        {
            return (new Raster(width, height, channels, new ReadOnlySpan<byte>(pixels, checked(width * height * channels)).ToArray()), null);
        }
        finally
        {
            Marshal.FreeHGlobal((nint)pixels);
        }
    }

    // The column between the last two samples, three parts of the last and one of that before it.
    private static void Correct(StbImage.stbi__jpeg decoder, int component, int row, byte* stretched)
    {
        ref var stored = ref decoder.img_comp[component];
        int columns = ((int)decoder.s.img_x + 1) / 2;
        if (stored.h * 2 == decoder.img_h_max && stored.v == decoder.img_v_max && columns > 1)
        {
            byte* samples = stored.data + ((long)row * stored.w2);
            stretched[2 * (columns - 1)] = (byte)(((3 * samples[columns - 1]) + samples[columns - 2] + 2) >> 2);
        }
    }
}
