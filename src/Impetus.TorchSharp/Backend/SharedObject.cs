using System.Buffers.Binary;

namespace Impetus.Torch;

/// <summary>A shared library of Linux (ELF, 64 bits) as a file.</summary>
internal static class SharedObject
{
    private const int HeaderSize = 64, SegmentSize = 56;

    /// <summary>
    /// Whether the file is as long as its own headers say. The loader maps a file that was cut short, and the process then ends at the
    /// first touch of what is missing.
    /// </summary>
    public static bool IsComplete(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] header = new byte[HeaderSize];
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.AsSpan().StartsWith("\u007fELF"u8))
        {
            return false;
        }

        long segments = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        byte[] table = new byte[SegmentSize * BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56))];
        stream.Position = segments;
        if (stream.ReadAtLeast(table, table.Length, throwOnEndOfStream: false) < table.Length)
        {
            return false;
        }

        for (int at = 0; at < table.Length; at += SegmentSize)
        {
            ulong start = BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan(at + 8)), size = BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan(at + 32));
            if (start + size > (ulong)stream.Length)
            {
                return false;
            }
        }

        return true;
    }
}
