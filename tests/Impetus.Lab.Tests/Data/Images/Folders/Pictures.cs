using System.Buffers.Binary;
using System.IO.Compression;
using Impetus.Lab.Data.Images.Folders;

namespace Impetus.Lab.Tests.Data.Images.Folders;

/// <summary>Pictures made in memory, and folders of them.</summary>
internal static class Pictures
{
    /// <summary>A picture whose every sample tells where it is, in a class's own brightness.</summary>
    public static Raster Make(int width, int height, int label, int channels = 3) => new(
        width,
        height,
        channels,
        [.. Enumerable.Range(0, width * height * channels).Select(k => (byte)((k * 7 % 60) + (label * 90)))]);

    /// <summary>A PNG file of it, without a filter.</summary>
    public static byte[] Png(Raster picture)
    {
        using MemoryStream rows = new();
        using (ZLibStream deflate = new(rows, CompressionMode.Compress, leaveOpen: true))
        {
            int rowBytes = picture.Width * picture.Channels;
            for (int row = 0; row < picture.Height; row++)
            {
                deflate.WriteByte(0);
                deflate.Write(picture.Samples, row * rowBytes, rowBytes);
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, (byte)(picture.Channels == 3 ? 2 : 0));
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>Writes pictures of classes into a folder: <c>FOLDER/CLASS/0.png</c> and so on.</summary>
    public static void WriteClasses(string folder, int images, params ReadOnlySpan<string> classes)
    {
        for (int label = 0; label < classes.Length; label++)
        {
            Directory.CreateDirectory(Path.Combine(folder, classes[label]));
            for (int image = 0; image < images; image++)
            {
                File.WriteAllBytes(Path.Combine(folder, classes[label], $"{image}.png"), Png(Make(20 + image, 24, label)));
            }
        }
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        uint remainder = uint.MaxValue;
        foreach (byte octet in chunk.AsSpan(4, 4 + data.Length))
        {
            remainder ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), ~remainder);
        return chunk;
    }
}
