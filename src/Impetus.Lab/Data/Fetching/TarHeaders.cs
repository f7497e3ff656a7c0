using System.Buffers.Binary;

namespace Impetus.Lab.Data.Fetching;

/// <summary>
/// A tar archive whose headers are looked at before the reader sees them. Long names and extended attributes stand in blocks of their own,
/// and the reader makes room for as many bytes as their header says, whether the archive has them or not.
/// </summary>
/// <param name="inner">The archive; disposed with this stream.</param>
/// <param name="path">What it is called in messages.</param>
internal sealed class TarHeaders(Stream inner, string path) : ReadOnlyStream(inner)
{
    private const int BlockLength = 512, SizeField = 124, SizeLength = 12, KindField = 156;

    // The longest path that Linux knows has 4,096 bytes.
    private const long MostBytes = 64 << 10;

    private readonly byte[] _header = new byte[BlockLength];
    private int _known;
    private long _content;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = base.Read(buffer);
        for (ReadOnlySpan<byte> rest = buffer[..count]; !rest.IsEmpty;)
        {
            rest = rest[(_content > 0 ? PassOver(rest) : Collect(rest))..];
        }

        return count;
    }

    private int PassOver(ReadOnlySpan<byte> bytes)
    {
        int count = (int)Math.Min(_content, bytes.Length);
        _content -= count;
        return count;
    }

    private int Collect(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(BlockLength - _known, bytes.Length);
        bytes[..count].CopyTo(_header.AsSpan(_known));
        _known = (_known + count) % BlockLength;
        if (_known == 0)
        {
            long size = SizeOf(_header.AsSpan(SizeField, SizeLength));
            if (size > MostBytes && (char)_header[KindField] is 'x' or 'g' or 'L' or 'K')
            {
                throw new LabException($"The archive {path} is refused: the name or the attributes of a file take {size:N0} bytes, and at most {MostBytes:N0} are read.");
            }

            _content = Math.Min(size, long.MaxValue - BlockLength) + BlockLength - 1;
            _content -= _content % BlockLength;
        }

        return count;
    }

    // Octal digits, or, as GNU writes large numbers, the bytes of the number itself.
    private static long SizeOf(ReadOnlySpan<byte> field)
    {
        if (field[0] >= 0x80)
        {
            return Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(field[^8..]));
        }

        long size = 0;
        foreach (byte digit in field.TrimStart((byte)' '))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                break;
            }

            size = size * 8 + digit - '0';
        }

        return size;
    }
}
