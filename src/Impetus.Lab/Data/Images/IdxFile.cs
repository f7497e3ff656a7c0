using System.Buffers.Binary;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// An array in the IDX format of the MNIST family: two zero bytes, a type code, the rank, the sizes as big-endian 32-bit
/// integers, then the elements. Only unsigned bytes are read.
/// </summary>
public sealed class IdxFile
{
    private const int UnsignedByte = 0x08;

    private IdxFile(int[] sizes, ReadOnlyMemory<byte> elements)
    {
        Sizes = sizes;
        Elements = elements;
    }

    /// <summary>The size of every dimension, the slowest first.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlyMemory<byte> Elements { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="rank">The number of dimensions it must have: 1 for labels, 3 for images.</param>
    /// <exception cref="LabException">The file is missing, damaged, or not an IDX array of bytes of that rank.</exception>
    public static IdxFile Read(string path, int rank) => Parse(InflatedFile.Read(path, mostBytes: Array.MaxLength), rank, path);

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">The whole inflated file.</param>
    /// <param name="rank">The number of dimensions it must have: 1 for labels, 3 for images.</param>
    /// <param name="source">What the content is called in messages.</param>
    /// <exception cref="LabException">It is not an IDX array of bytes of that rank.</exception>
    public static IdxFile Parse(ReadOnlyMemory<byte> content, int rank, string source)
    {
        ReadOnlySpan<byte> bytes = content.Span;
        int headerLength = 4 + (4 * rank);
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0)
        {
            string found = Convert.ToHexString(bytes[..Math.Min(4, bytes.Length)]);
            throw Wrong(source, rank, found.Length == 0 ? "it is empty" : $"it starts with 0x{found}");
        }

        if (bytes[2] != UnsignedByte)
        {
            throw Wrong(source, rank, $"its element type is 0x{bytes[2]:X2}");
        }

        if (bytes[3] != rank)
        {
            throw Wrong(source, rank, $"it has {bytes[3]} dimensions");
        }

        if (bytes.Length < headerLength)
        {
            throw Wrong(source, rank, $"it ends after {bytes.Length} bytes, inside its header of {headerLength}");
        }

        int[] sizes = new int[rank];
        for (int dimension = 0; dimension < rank; dimension++)
        {
            sizes[dimension] = BinaryPrimitives.ReadInt32BigEndian(bytes[(4 + (4 * dimension))..]);
            if (sizes[dimension] < 0)
            {
                throw Wrong(source, rank, $"dimension {dimension + 1} has the size {sizes[dimension]}");
            }
        }

        long expected = headerLength + sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
        if (bytes.Length != expected)
        {
            string kind = bytes.Length < expected ? "truncated" : "too long";
            throw Wrong(source, rank, $"it is {kind}: {string.Join("x", sizes)} elements need {expected} bytes, it has {bytes.Length}");
        }

        return new IdxFile(sizes, content[headerLength..]);
    }

    private static LabException Wrong(string source, int rank, string found) =>
        new($"The data file {source} is not what was expected, {Expected(rank)}: {found}.");

    private static string Expected(int rank) =>
        $"an IDX array of bytes with {rank} dimension{(rank == 1 ? "" : "s")} (starting with 0x0000{UnsignedByte:X2}{rank:X2})";
}
