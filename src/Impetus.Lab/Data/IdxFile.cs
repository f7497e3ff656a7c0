using System.Buffers.Binary;
using System.IO.Compression;

namespace Impetus.Lab.Data;

/// <summary>
/// An array in the IDX format of the MNIST family: two zero bytes, a type code, the rank, the sizes as big-endian 32-bit
/// integers, then the elements. Only unsigned bytes are read, plain or gzipped (told apart by content, not by name).
/// </summary>
public sealed class IdxFile
{
    private const int UnsignedByte = 0x08;

    private IdxFile(int[] sizes, ReadOnlyMemory<byte> elements, ReadOnlyMemory<byte> content)
    {
        Sizes = sizes;
        Elements = elements;
        Content = content;
    }

    /// <summary>The size of every dimension, the slowest first.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlyMemory<byte> Elements { get; }

    /// <summary>The whole inflated file, header included: what checksums are made of.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="rank">The number of dimensions it must have: 1 for labels, 3 for images.</param>
    /// <exception cref="LabException">The file is missing, damaged, or not an IDX array of bytes of that rank.</exception>
    public static IdxFile Read(string path, int rank)
    {
        byte[] content = Inflate(path, rank);
        int headerLength = 4 + (4 * rank);
        if (content.Length < 4 || content[0] != 0 || content[1] != 0)
        {
            string found = Convert.ToHexString(content.AsSpan(0, Math.Min(4, content.Length)));
            throw Wrong(path, rank, found.Length == 0 ? "it is empty" : $"it starts with 0x{found}");
        }

        if (content[2] != UnsignedByte)
        {
            throw Wrong(path, rank, $"its element type is 0x{content[2]:X2}");
        }

        if (content[3] != rank)
        {
            throw Wrong(path, rank, $"it has {content[3]} dimensions");
        }

        if (content.Length < headerLength)
        {
            throw Wrong(path, rank, $"it ends after {content.Length} bytes, inside its header of {headerLength}");
        }

        int[] sizes = new int[rank];
        long expected = headerLength;
        for (int dimension = 0; dimension < rank; dimension++)
        {
            sizes[dimension] = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(4 + (4 * dimension)));
            if (sizes[dimension] < 0)
            {
                throw Wrong(path, rank, $"dimension {dimension + 1} has the size {sizes[dimension]}");
            }
        }

        expected += sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
        if (content.Length != expected)
        {
            string kind = content.Length < expected ? "truncated" : "too long";
            throw Wrong(path, rank, $"it is {kind}: {string.Join("x", sizes)} elements need {expected} bytes, it has {content.Length}");
        }

        return new IdxFile(sizes, content.AsMemory(headerLength), content);
    }

    private static byte[] Inflate(string path, int rank)
    {
        try
        {
            byte[] raw = File.ReadAllBytes(path);
            if (raw is not [0x1F, 0x8B, ..])
            {
                return raw;
            }

            using GZipStream gzip = new(new MemoryStream(raw), CompressionMode.Decompress);
            using MemoryStream inflated = new();
            gzip.CopyTo(inflated);
            return inflated.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LabException($"The data file {path} is missing; expected {Expected(rank)}.", error);
        }
        catch (InvalidDataException error)
        {
            throw new LabException($"The data file {path} is truncated or damaged: its gzip stream does not end as it should. Expected {Expected(rank)}; fetch it again.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The data file {path} cannot be read: {error.Message}", error);
        }
    }

    private static LabException Wrong(string path, int rank, string found) =>
        new($"The data file {path} is not what was expected, {Expected(rank)}: {found}.");

    private static string Expected(int rank) =>
        $"an IDX array of bytes with {rank} dimension{(rank == 1 ? "" : "s")} (starting with 0x0000{UnsignedByte:X2}{rank:X2})";
}
