using System.Buffers.Binary;

namespace Impetus.Lab.Data.Images;

/// <summary>What a PNG file says about its pixels.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Kind">How a pixel is stored.</param>
internal sealed record PngHeader(int Width, int Height, PngHeader.ColourKind Kind)
{
    /// <summary>How a pixel is stored, by the numbers of the format.</summary>
    internal enum ColourKind
    {
        /// <summary>One sample.</summary>
        Grey = 0,

        /// <summary>Three samples.</summary>
        Rgb = 2,

        /// <summary>A position in a table of colours.</summary>
        Palette = 3,

        /// <summary>Grey and transparency.</summary>
        GreyAlpha = 4,

        /// <summary>Three samples and transparency.</summary>
        Rgba = 6,
    }

    /// <summary>Bytes of a pixel.</summary>
    public int SamplesPerPixel => Kind switch
    {
        ColourKind.Rgb => 3,
        ColourKind.Rgba => 4,
        ColourKind.GreyAlpha => 2,
        _ => 1,
    };

    /// <summary>Bytes of a row, without its filter.</summary>
    public int RowBytes => Width * SamplesPerPixel;

    /// <summary>Reads the chunk <c>IHDR</c>.</summary>
    /// <param name="data">The chunk.</param>
    /// <param name="mostPixels">More pixels are refused.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <exception cref="LabException">The file is damaged, too large, or of a kind that is not read.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> data, long mostPixels, string source)
    {
        if (data.Length != 13)
        {
            throw PngImage.Damaged(source, $"its header has {data.Length} bytes");
        }

        (uint width, uint height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        (byte depth, ColourKind kind, bool isInterlaced) = (data[8], (ColourKind)data[9], data[12] != 0);
        return width == 0 || height == 0 || !Enum.IsDefined(kind) ? throw PngImage.Damaged(source, $"its header says {width}x{height} pixels of kind {data[9]}")
            : (ulong)width * height > (ulong)mostPixels ? throw new LabException($"The image {source} is too large: {width}x{height} pixels; at most {mostPixels:N0} are read.")
            : depth != 8 || isInterlaced ? throw new LabException($"The image {source} has {depth} bits a sample{(isInterlaced ? " and is interlaced" : "")}: only 8 bits, not interlaced, are read; save it again as such.")
            : new((int)width, (int)height, kind);
    }

    /// <summary>Makes the picture of unfiltered rows.</summary>
    /// <param name="samples">The rows.</param>
    /// <param name="palette">Three bytes for each colour of the table, where there is one.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <exception cref="LabException">A pixel has a colour that is not in the table.</exception>
    public PngImage Colour(byte[] samples, byte[] palette, string source) => Kind switch
    {
        ColourKind.Palette => new(Width, Height, 3, LookUp(samples, palette, source)),
        ColourKind.GreyAlpha => new(Width, Height, 1, WithoutLast(samples, 2)),
        ColourKind.Rgba => new(Width, Height, 3, WithoutLast(samples, 4)),
        _ => new(Width, Height, SamplesPerPixel, samples),
    };

    private static byte[] WithoutLast(byte[] samples, int samplesPerPixel)
    {
        int kept = samplesPerPixel - 1;
        byte[] result = new byte[samples.Length / samplesPerPixel * kept];
        for (int from = 0, to = 0; from < samples.Length; from += samplesPerPixel, to += kept)
        {
            samples.AsSpan(from, kept).CopyTo(result.AsSpan(to));
        }

        return result;
    }

    private static byte[] LookUp(byte[] samples, byte[] palette, string source)
    {
        byte[] result = new byte[samples.Length * 3];
        for (int k = 0; k < samples.Length; k++)
        {
            int entry = samples[k] * 3;
            if (entry + 3 > palette.Length)
            {
                throw PngImage.Damaged(source, $"a pixel has the colour {samples[k]}, the palette has {palette.Length / 3}");
            }

            palette.AsSpan(entry, 3).CopyTo(result.AsSpan(k * 3));
        }

        return result;
    }
}
