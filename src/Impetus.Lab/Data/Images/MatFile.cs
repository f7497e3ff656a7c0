using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Impetus.Lab.Data.Images;

/// <summary>An array of a MATLAB file.</summary>
/// <param name="Sizes">The size of every dimension, the fastest first.</param>
/// <param name="Elements">The elements, the first dimension running fastest.</param>
internal sealed record MatArray(IReadOnlyList<int> Sizes, ReadOnlyMemory<byte> Elements);

/// <summary>
/// The arrays of bytes in a MATLAB file of level 5 (MathWorks, "MAT-File Format"), little-endian, compressed or not. Other numbers are
/// read where they are stored as bytes, as MATLAB does with small whole ones.
/// </summary>
internal sealed class MatFile
{
    private const int HeaderBytes = 128;
    private const long MostBytes = 1L << 30;

    // Kinds of data elements.
    private const uint SignedBytes = 1;
    private const uint UnsignedBytes = 2;
    private const uint Integers = 5;
    private const uint UnsignedIntegers = 6;
    private const uint Matrix = 14;
    private const uint Compressed = 15;

    private readonly Dictionary<string, MatArray> _arrays = [];
    private readonly string _source;

    private MatFile(string source) => _source = source;

    /// <summary>The array of a name.</summary>
    /// <exception cref="LabException">There is none that was read.</exception>
    public MatArray this[string name] => _arrays.TryGetValue(name, out MatArray? array) ? array : throw Damaged(_source, $"it has no array {name} of bytes");

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">It is none of that format, or damaged.</exception>
    public static MatFile Parse(ReadOnlyMemory<byte> content, string source)
    {
        if (content.Length < HeaderBytes || !content.Span[124..HeaderBytes].SequenceEqual("\0\u0001IM"u8))
        {
            throw new LabException($"The data file {source} is no MATLAB file of level 5 in little-endian order.");
        }

        MatFile file = new(source);
        for (ReadOnlyMemory<byte> rest = content[HeaderBytes..]; !rest.IsEmpty;)
        {
            (uint kind, ReadOnlyMemory<byte> data) = Next(ref rest, source);
            if (kind == Compressed)
            {
                ReadOnlyMemory<byte> inflated = Inflate(data, source);
                (kind, data) = Next(ref inflated, source);
            }

            if (kind == Matrix)
            {
                file.Add(data);
            }
        }

        return file;
    }

    private void Add(ReadOnlyMemory<byte> matrix)
    {
        Next(ref matrix, _source, UnsignedIntegers);    // flags
        ReadOnlySpan<byte> sizes = Next(ref matrix, _source, Integers).Span;
        string name = Encoding.ASCII.GetString(Next(ref matrix, _source, SignedBytes).Span);
        (uint kind, ReadOnlyMemory<byte> elements) = Next(ref matrix, _source);
        if (kind != UnsignedBytes)
        {
            return;
        }

        int[] lengths = new int[sizes.Length / 4];
        long count = 1;
        for (int dimension = 0; dimension < lengths.Length; dimension++)
        {
            lengths[dimension] = BinaryPrimitives.ReadInt32LittleEndian(sizes[(4 * dimension)..]);
            count = lengths[dimension] >= 0 ? Math.Min(count * lengths[dimension], MostBytes + 1) : -1;
        }

        _arrays[name] = count == elements.Length ? new(lengths, elements)
            : throw Damaged(_source, $"the array {name} of the size {string.Join('x', lengths)} has {elements.Length:N0} elements");
    }

    private static ReadOnlyMemory<byte> Next(ref ReadOnlyMemory<byte> rest, string source, uint expected)
    {
        (uint kind, ReadOnlyMemory<byte> data) = Next(ref rest, source);
        return kind == expected ? data : throw Damaged(source, $"an element is of the kind {kind}, expected {expected}");
    }

    // Kind and length, four bytes each, then the data up to a multiple of eight; or all of it in eight bytes.
    private static (uint Kind, ReadOnlyMemory<byte> Data) Next(ref ReadOnlyMemory<byte> rest, string source)
    {
        if (rest.Length < 8)
        {
            throw Damaged(source, "it is truncated");
        }

        uint kind = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        (long start, long length, long end) = kind > ushort.MaxValue ? (4, kind >> 16, 8) : (8, BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]), 0L);
        kind &= ushort.MaxValue;
        // What is compressed is not filled up.
        end = end > 0 ? end : kind == Compressed ? start + length : start + ((length + 7) & ~7L);
        if (start + length > rest.Length || (start == 4 && length > 4))
        {
            throw Damaged(source, "it is truncated");
        }

        ReadOnlyMemory<byte> data = rest.Slice((int)start, (int)length);
        rest = rest[(int)Math.Min(end, rest.Length)..];
        return (kind, data);
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> data, string source)
    {
        MemoryMarshal.TryGetArray(data, out ArraySegment<byte> compressed);
        try
        {
            long most = Math.Min(MostBytes, Inflation.MostBytes(data.Length));
            using ZLibStream stream = new(new MemoryStream(compressed.Array!, compressed.Offset, compressed.Count), CompressionMode.Decompress);
            byte[] tag = new byte[8];
            stream.ReadExactly(tag);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(tag.AsSpan(4));
            if (length > most)
            {
                throw Inflation.TooLong($"An array of the data file {source}", most);
            }

            byte[] inflated = new byte[8 + length];
            tag.CopyTo(inflated, 0);
            stream.ReadExactly(inflated.AsSpan(8));
            return inflated;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Damaged(source, "an array cannot be inflated");
        }
    }

    private static LabException Damaged(string source, string what) => new($"The MATLAB file {source} is damaged: {what}.");
}
