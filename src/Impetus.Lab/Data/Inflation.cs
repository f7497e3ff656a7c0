using System.Buffers.Binary;
using System.IO.Compression;

namespace Impetus.Lab.Data;

/// <summary>How far compressed data may inflate: a small file can hold a great many bytes, and whoever packed it decides how many.</summary>
internal static class Inflation
{
    // Text, images and weights become 2 to 20 times as long, and DEFLATE itself allows 1,032.
    private const long MostTimes = 100;
    private const long Allowance = 1L << 20;

    /// <summary>The most bytes that are taken out of so many compressed ones.</summary>
    /// <param name="compressed">Bytes before inflating.</param>
    public static long MostBytes(long compressed) => Allowance + (compressed * MostTimes);

    /// <summary>Opens a gzipped file as a stream that ends with the length that the file announces, or with an error.</summary>
    /// <param name="file">The file, at its beginning; disposed with the stream.</param>
    /// <param name="mostBytes">The most bytes that it may inflate to, whatever its own length.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <returns>The stream, and the length that was announced.</returns>
    /// <exception cref="LabException">It announces more bytes than may be read.</exception>
    public static (Stream Content, long Length) Open(FileStream file, long mostBytes, string source)
    {
        long most = Math.Min(mostBytes, MostBytes(file.Length)), length = AnnouncedLength(file);
        if (length > most)
        {
            // A file that was cut ends with anything; to count takes no memory.
            throw Counted(file, most) > most ? TooLong($"The data file {source}", most) : new InvalidDataException("it ends too early");
        }

        return (new GzipContent(new GZipStream(file, CompressionMode.Decompress), length, most, source), length);
    }

    /// <summary>What is said of data that inflates too far.</summary>
    public static LabException TooLong(string source, long most) =>
        new($"{source} is refused: it inflates to more than the {most:N0} bytes that it may have.");

    private static long Counted(FileStream file, long most)
    {
        using GZipStream content = new(file, CompressionMode.Decompress, leaveOpen: true);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int count; bytes <= most && (count = content.Read(buffer)) > 0;)
        {
            bytes += count;
        }

        return bytes;
    }

    // The last four bytes are the length modulo 2³². The stream itself takes the end of the file for the end of the data.
    private static long AnnouncedLength(FileStream file)
    {
        Span<byte> end = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - end.Length);
        int count = file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return count == end.Length ? BinaryPrimitives.ReadUInt32LittleEndian(end) : 0;
    }

    /// <summary>Inflated content that is never longer or shorter than announced.</summary>
    private sealed class GzipContent(Stream inner, long announced, long most, string source) : ReadOnlyStream(inner)
    {
        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            return Position > most ? throw TooLong($"The data file {source}", most)
                : Position > announced || (count == 0 && buffer.Length > 0 && Position != announced)
                    ? throw new InvalidDataException($"it does not inflate to the {announced:N0} bytes that its end announces: it is truncated, or several gzip files in one, which have to be inflated first")
                : count;
        }
    }
}
