namespace Impetus.Lab.Data;

/// <summary>Files that may be gzipped: told apart by content, not by name.</summary>
public static class InflatedFile
{
    /// <summary>Reads a whole file, inflated. Memory is taken once, for what the file announces, after that was found to be no more than allowed.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="mostBytes">The most inflated bytes to read: a small file can hold a great many.</param>
    /// <exception cref="LabException">The file is missing, unreadable, truncated, damaged, or inflates to more than that.</exception>
    public static byte[] Read(string path, long mostBytes) => Read(path, mostBytes, static (content, length) =>
    {
        byte[] bytes = new byte[length];
        content.ReadExactly(bytes);
        // Asks for the end, which is where a stream finds out that it is another one.
        return content.ReadByte() < 0 ? bytes : throw new InvalidDataException("it grows while it is read");
    });

    /// <summary>Reads a file in pieces, inflated where it is gzipped.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="mostBytes">The most inflated bytes to read.</param>
    /// <param name="read">Takes the content, which it reads to its end, and its length.</param>
    /// <exception cref="LabException">The file is missing, unreadable, truncated, damaged, or inflates to more than that.</exception>
    internal static TResult Read<TResult>(string path, long mostBytes, Func<Stream, long, TResult> read)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            (Stream content, long length) = Open(file, Math.Min(mostBytes, Array.MaxLength), path);
            using (content)
            {
                return read(content, length);
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LabException($"The data file {path} is missing.", error);
        }
        catch (InvalidDataException error)
        {
            throw new LabException($"The data file {path} is truncated or damaged: {error.Message.TrimEnd('.')}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The data file {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>What is in a file, inflated where it is gzipped, and how long it is.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="mostBytes">The most inflated bytes to read.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <exception cref="LabException">It is longer than that.</exception>
    internal static (Stream Content, long Length) Open(FileStream file, long mostBytes, string source)
    {
        if (!file.CanSeek)
        {
            throw new LabException($"The data file {source} is a device or a pipe: write what comes from there into a file first.");
        }

        Span<byte> start = stackalloc byte[2];
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..count] is [0x1F, 0x8B] ? Inflation.Open(file, mostBytes, source)
            : file.Length <= mostBytes ? (file, file.Length)
            : throw new LabException($"The data file {source} is too long: {file.Length:N0} bytes, more than the {mostBytes:N0} that it may have.");
    }
}
