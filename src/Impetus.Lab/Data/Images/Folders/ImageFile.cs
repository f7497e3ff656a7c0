namespace Impetus.Lab.Data.Images.Folders;

/// <summary>
/// Pictures in PNG or JPEG files, told apart by their content: names are wrong often enough. They are not turned as a camera's
/// EXIF notes ask, as torchvision does not turn them.
/// </summary>
internal static class ImageFile
{
    private const long MostBytes = 1L << 27;
    private const long MostPixels = 1L << 26;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LabException">The file is missing, damaged, too large, or of a kind that is not read; the message names it.</exception>
    public static Raster Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MostBytes)
            {
                throw new LabException($"The image {path} is too large: {file.Length:N0} bytes; at most {MostBytes:N0} are read.");
            }

            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return Decode(content, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The image {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Decodes a file's content.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">It is damaged, too large, or of a kind that is not read.</exception>
    public static Raster Decode(byte[] content, string source)
    {
        switch (content)
        {
            case [0x89, (byte)'P', (byte)'N', (byte)'G', ..]:
                return PngFile.Decode(content, source);
            case [0xFF, 0xD8, 0xFF, ..]:
                return DecodeJpeg(content, source);
            case []:
                throw new LabException($"The image {source} is empty.");
            default:
                throw new LabException($"The image {source} is neither PNG nor JPEG: it starts with 0x{Convert.ToHexString(content.AsSpan(0, Math.Min(4, content.Length)))}.");
        }
    }

    private static Raster DecodeJpeg(byte[] content, string source)
    {
        JpegHeader header = JpegHeader.Parse(content, MostPixels, source);
        try
        {
            (Raster? image, string? fault) = JpegDecoder.Decode(content, isGrey: header.Components == 1);
            return image ?? throw new LabException($"The JPEG file {source} is damaged: {fault}.");
        }
        catch (Exception error) when (error is InvalidOperationException or IndexOutOfRangeException or ArgumentException or NullReferenceException or ArithmeticException)
        {
            throw new LabException($"The JPEG file {source} is damaged: {error.Message}.", error);
        }
    }
}
