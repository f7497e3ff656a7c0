using System.Buffers.Binary;
using System.IO.Compression;

namespace Impetus.Lab.Data;

/// <summary>Files that may be gzipped: told apart by content, not by name.</summary>
public static class InflatedFile
{
    /// <summary>Reads a whole file, inflated.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="mostBytes">The most inflated bytes to read: a small file can hold a great many.</param>
    /// <exception cref="LabException">The file is missing, unreadable, truncated, damaged, or inflates to more than that.</exception>
    public static byte[] Read(string path, long mostBytes)
    {
        try
        {
            using Stream stream = Open(path);
            using MemoryStream content = new();
            byte[] buffer = new byte[1 << 16];
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, count);
                if (content.Length > mostBytes)
                {
                    throw new LabException($"The data file {path} is too long: more than the {mostBytes:N0} bytes that it should have inflated.");
                }
            }

            if (stream is GZipStream && content.Length != AnnouncedLength(path))
            {
                throw new LabException($"The data file {path} is truncated (or several gzip files in one, which have to be inflated first): it inflates to {content.Length:N0} bytes, and its end announces others.");
            }

            return content.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LabException($"The data file {path} is missing.", error);
        }
        catch (InvalidDataException error)
        {
            throw new LabException($"The data file {path} is truncated or damaged: its gzip stream does not end as it should.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The data file {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Opens a file for reading what is in it, inflated where it is gzipped.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..count] is [0x1F, 0x8B] ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    // The last four bytes are the length modulo 2³². The stream itself takes the end of the file for the end of the data.
    private static long AnnouncedLength(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> end = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - end.Length);
        return file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) == end.Length ? BinaryPrimitives.ReadUInt32LittleEndian(end) : -1;
    }
}
