using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// A picture from a PNG file (ISO/IEC 15948): grey, RGB or palette, with or without transparency, 8 bits a sample, not
/// interlaced. Transparency is read and left out; a palette becomes RGB.
/// </summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 for grey, 3 for colours.</param>
/// <param name="Samples">Row by row, pixel by pixel: height × width × channels bytes.</param>
public sealed record PngImage(int Width, int Height, int Channels, byte[] Samples)
{
    // 64 million: a file of a few kilobytes can claim any size.
    private const long MostPixels = 1L << 26;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Decodes a file's content.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">It is no PNG file, a damaged one, or of a kind that is not read.</exception>
    public static PngImage Decode(ReadOnlySpan<byte> content, string source)
    {
        if (!content.StartsWith(Signature))
        {
            throw new LabException(content is [0xFF, 0xD8, 0xFF, ..]
                ? $"The image {source} is a JPEG, which is not read here: convert it to PNG first, for instance with ImageMagick's 'mogrify -format png'."
                : $"The image {source} is no PNG file.");
        }

        PngHeader? header = null;
        byte[] palette = [];
        using MemoryStream compressed = new();
        for (ReadOnlySpan<byte> rest = content[Signature.Length..]; ;)
        {
            (string type, int length) = ReadChunkHeader(rest, source);
            ReadOnlySpan<byte> data = rest.Slice(8, length);
            rest = rest[(12 + length)..];
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(data, MostPixels, source);
                    break;
                case "PLTE":
                    palette = data.ToArray();
                    break;
                case "IDAT":
                    compressed.Write(data);
                    break;
                case "IEND":
                    return (header ?? throw Damaged(source, "it has no header")).Colour(Inflate(compressed, header, source), palette, source);
            }
        }
    }

    /// <summary>A message about a damaged file.</summary>
    internal static LabException Damaged(string source, string what) => new($"The PNG file {source} is damaged: {what}.");

    private static (string Type, int Length) ReadChunkHeader(ReadOnlySpan<byte> rest, string source)
    {
        if (rest.Length < 12)
        {
            throw Damaged(source, "it is truncated");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        return length <= rest.Length - 12 ? (Encoding.Latin1.GetString(rest.Slice(4, 4)), (int)length) : throw Damaged(source, "it is truncated");
    }

    // Every row is preceded by the number of its filter.
    private static byte[] Inflate(MemoryStream compressed, PngHeader header, string source)
    {
        compressed.Position = 0;
        byte[] samples = new byte[header.RowBytes * header.Height];
        byte[] above = new byte[header.RowBytes];
        try
        {
            using ZLibStream inflated = new(compressed, CompressionMode.Decompress);
            ReadOnlySpan<byte> previous = above;
            for (int row = 0; row < header.Height; row++)
            {
                int filter = inflated.ReadByte();
                Span<byte> current = samples.AsSpan(row * header.RowBytes, header.RowBytes);
                inflated.ReadExactly(current);
                if (!PngFilter.Undo(filter, current, previous, header.SamplesPerPixel))
                {
                    throw Damaged(source, $"row {row} has the filter {filter}");
                }

                previous = current;
            }

            // At its end the stream compares its checksum.
            return inflated.ReadByte() < 0 ? samples : throw Damaged(source, "it has more pixels than its header says");
        }
        catch (EndOfStreamException)
        {
            throw Damaged(source, "it has fewer pixels than its header says");
        }
        catch (InvalidDataException)
        {
            throw Damaged(source, "its pixels cannot be inflated");
        }
    }
}
