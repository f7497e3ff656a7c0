using System.Buffers.Binary;

namespace Impetus.Lab.Data.Images.Folders;

/// <summary>What a PNG file (ISO/IEC 15948) says about its pixels before they are decoded.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bits">Bits of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Kind">How a pixel is stored.</param>
/// <param name="IsInterlaced">Whether the pixels are stored in seven passes, from coarse to fine.</param>
internal sealed record PngHeader(int Width, int Height, int Bits, PngHeader.ColourKind Kind, bool IsInterlaced)
{
    private const int KindPosition = 9;

    // First column, first row, and the steps from one column and row to the next.
    private static readonly (int Left, int Top, int Across, int Down)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

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

    /// <summary>Whether a pixel has one sample that counts: its grey, or its position in the palette.</summary>
    public bool HasOneChannel => Kind is ColourKind.Grey or ColourKind.GreyAlpha or ColourKind.Palette;

    /// <summary>Bytes of all rows, each behind the number of its filter.</summary>
    public long RowsBytes => IsInterlaced
        ? Passes.Sum(pass => BytesOf(Steps(Width - pass.Left, pass.Across), Steps(Height - pass.Top, pass.Down)))
        : BytesOf(Width, Height);

    /// <summary>Reads the chunk <c>IHDR</c>.</summary>
    /// <param name="data">The chunk.</param>
    /// <param name="mostPixels">More pixels are refused.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <exception cref="LabException">The chunk is damaged, or the picture too large.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> data, long mostPixels, string source)
    {
        if (data.Length != 13)
        {
            throw PngFile.Damaged(source, $"its header has {data.Length} bytes");
        }

        (uint width, uint height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        (byte bits, ColourKind kind) = (data[8], (ColourKind)data[KindPosition]);
        bool isDefined = kind switch
        {
            ColourKind.Grey => bits is 1 or 2 or 4 or 8 or 16,
            ColourKind.Palette => bits is 1 or 2 or 4 or 8,
            ColourKind.Rgb or ColourKind.GreyAlpha or ColourKind.Rgba => bits is 8 or 16,
            _ => false,
        };
        return width == 0 || height == 0 || !isDefined || data is not [.., 0, 0, 0 or 1]
                ? throw PngFile.Damaged(source, $"its header says {width}x{height} pixels of kind {data[KindPosition]} with {bits} bits a sample, methods {data[10]}, {data[11]} and {data[12]}")
            : (ulong)width * height > (ulong)mostPixels ? throw new LabException($"The image {source} is too large: {width}x{height} pixels; at most {mostPixels:N0} are read.")
            : new((int)width, (int)height, bits, kind, data[12] == 1);
    }

    /// <summary>The chunk again, of a picture in grey that shows the positions in the palette.</summary>
    public static byte[] AsGrey(ReadOnlySpan<byte> data)
    {
        byte[] changed = data.ToArray();
        changed[KindPosition] = (byte)ColourKind.Grey;
        return changed;
    }

    private long BytesOf(long columns, long rows)
    {
        int samples = Kind switch
        {
            ColourKind.Rgb => 3,
            ColourKind.Rgba => 4,
            ColourKind.GreyAlpha => 2,
            _ => 1,
        };
        return columns == 0 ? 0 : rows * (1 + (((columns * samples * Bits) + 7) / 8));
    }

    private static int Steps(int length, int step) => length <= 0 ? 0 : (length + step - 1) / step;
}
