using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using StbImageSharp;

namespace Impetus.Lab.Data.Images.Folders;

/// <summary>
/// A PNG file (ISO/IEC 15948) of any kind: grey, RGB or palette, 1 to 16 bits a sample, interlaced or not. Of 16 bits the upper
/// 8 are kept; transparency is left out; a palette becomes RGB. The decoder forgives damage and believes every size, so checksums,
/// sizes and colours are checked here, and it gets to see pixels that have been inflated already.
/// </summary>
internal static class PngFile
{
    private const long MostPixels = 1L << 26;    // a file of a few kilobytes can claim any size
    private const long MostBytes = 1L << 28;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Decodes a file's content.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">The file is damaged or too large.</exception>
    public static Raster Decode(ReadOnlySpan<byte> content, string source)
    {
        if (!content.StartsWith(Signature))
        {
            throw Damaged(source, "its signature is wrong, as after a transfer as text");
        }

        PngHeader? sizes = null;
        ReadOnlySpan<byte> header = [], palette = [];
        using MemoryStream compressed = new();
        string type = "";
        for (ReadOnlySpan<byte> rest = content[Signature.Length..]; type != "IEND";)
        {
            ReadOnlySpan<byte> data = ReadChunk(ref rest, out type, out bool isIntact, source);
            switch (type)
            {
                case "IHDR":
                    header = data;
                    sizes = PngHeader.Parse(header, MostPixels, source);
                    break;
                case "PLTE":
                    palette = data;
                    break;
                case "IDAT":
                    compressed.Write(data);
                    break;
            }

            if (!isIntact)
            {
                throw Damaged(source, $"the checksum of its part {type} does not fit");
            }
        }

        return sizes is null ? throw Damaged(source, "it has no header") : Decode(sizes, header, palette, compressed, source);
    }

    /// <summary>A message about a damaged file.</summary>
    internal static LabException Damaged(string source, string what) => new($"The PNG file {source} is damaged: {what}.");

    private static Raster Decode(PngHeader sizes, ReadOnlySpan<byte> header, ReadOnlySpan<byte> palette, MemoryStream compressed, string source)
    {
        bool isPalette = sizes.Kind == PngHeader.ColourKind.Palette;
        if (sizes.RowsBytes > MostBytes)
        {
            throw new LabException($"The image {source} is too large: {sizes.RowsBytes:N0} bytes without compression; at most {MostBytes:N0} are read.");
        }

        if (isPalette && (palette.IsEmpty || palette.Length % 3 != 0 || palette.Length > 3 << sizes.Bits))
        {
            throw Damaged(source, $"its palette has {palette.Length} bytes for pixels of {sizes.Bits} bits");
        }

        byte[] rows = Inflate(compressed, (int)sizes.RowsBytes, source);
        Raster picture = Decode(isPalette ? PngHeader.AsGrey(header) : header, rows, sizes.HasOneChannel, source);
        return isPalette ? LookUp(picture, sizes.Bits, palette, source) : picture;
    }

    private static ReadOnlySpan<byte> ReadChunk(scoped ref ReadOnlySpan<byte> rest, out string type, out bool isIntact, string source)
    {
        uint length = rest.Length < 12 ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 12)
        {
            throw Damaged(source, "it is truncated");
        }

        ReadOnlySpan<byte> named = rest.Slice(4, 4 + (int)length);
        type = Encoding.Latin1.GetString(named[..4]);
        isIntact = Crc32.HashToUInt32(named) == BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);
        rest = rest[(12 + (int)length)..];
        return named[4..];
    }

    private static byte[] Inflate(MemoryStream compressed, int length, string source)
    {
        compressed.Position = 0;
        byte[] rows = new byte[length];
        try
        {
            using ZLibStream inflated = new(compressed, CompressionMode.Decompress);
            inflated.ReadExactly(rows);
            // At its end the stream compares its checksum.
            return inflated.ReadByte() < 0 ? rows : throw Damaged(source, "it has more pixels than its header says");
        }
        catch (EndOfStreamException error)
        {
            throw new LabException(Damaged(source, "it has fewer pixels than its header says").Message, error);
        }
        catch (InvalidDataException error)
        {
            throw new LabException(Damaged(source, "its pixels cannot be inflated").Message, error);
        }
    }

    private static Raster Decode(ReadOnlySpan<byte> header, byte[] rows, bool hasOneChannel, string source)
    {
        using MemoryStream stored = new();
        using (ZLibStream copy = new(stored, CompressionLevel.NoCompression, leaveOpen: true))
        {
            copy.Write(rows);
        }

        byte[] content = [.. Signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, stored.GetBuffer().AsSpan(0, (int)stored.Length)), .. Chunk("IEND"u8, [])];
        try
        {
            ImageResult image = ImageResult.FromMemory(content, hasOneChannel ? ColorComponents.Grey : ColorComponents.RedGreenBlue);
            return new Raster(image.Width, image.Height, hasOneChannel ? 1 : 3, image.Data);
        }
        catch (InvalidOperationException error)
        {
            throw new LabException(Damaged(source, error.Message).Message, error);
        }
    }

    // The decoder does not look at checksums.
    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        return chunk;
    }

    // The decoder has spread the positions over 0 to 255, as it does with grey of so few bits.
    private static Raster LookUp(Raster positions, int bits, ReadOnlySpan<byte> palette, string source)
    {
        int spread = 255 / ((1 << bits) - 1);
        byte[] samples = new byte[positions.Samples.Length * 3];
        for (int pixel = 0; pixel < positions.Samples.Length; pixel++)
        {
            int position = positions.Samples[pixel] / spread;
            if (3 * position >= palette.Length)
            {
                throw Damaged(source, $"a pixel has the colour {position}, the palette has {palette.Length / 3}");
            }

            palette.Slice(3 * position, 3).CopyTo(samples.AsSpan(3 * pixel));
        }

        return new Raster(positions.Width, positions.Height, 3, samples);
    }
}
