using System.Buffers.Binary;
using System.Numerics;

namespace Impetus.Lab.Training.Logs;

/// <summary>
/// A file of TensorBoard events: records of TFRecord (length, its checksum, data, its checksum), the data of each a
/// protocol buffer <c>tensorflow.Event</c>.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const uint ChecksumMask = 0xa282ead8;

    private readonly FileStream _file;

    private EventFile(FileStream file) => _file = file;

    /// <summary>Writes a whole file, replacing one that is there.</summary>
    public static void Write(string path, IEnumerable<ScalarEvent> events)
    {
        string temporary = path + ".tmp";
        using (EventFile file = new(File.Create(temporary)))
        {
            file.Add(EventMessage.OfVersion(DateTimeOffset.UtcNow));
            foreach (ScalarEvent item in events)
            {
                file.Add(item);
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Opens a file to add events at its end.</summary>
    public static EventFile Append(string path) => new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));

    /// <summary>Adds an event, and hands it to the system at once for whoever follows the file.</summary>
    public void Add(ScalarEvent item) => Add(EventMessage.Of(item));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>A record of TFRecord with its checksums.</summary>
    internal static byte[] Record(ReadOnlySpan<byte> data)
    {
        const int LengthBytes = sizeof(ulong), ChecksumBytes = sizeof(uint);
        byte[] record = new byte[LengthBytes + ChecksumBytes + data.Length + ChecksumBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(LengthBytes), MaskedChecksum(record.AsSpan(0, LengthBytes)));
        data.CopyTo(record.AsSpan(LengthBytes + ChecksumBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - ChecksumBytes), MaskedChecksum(data));
        return record;
    }

    /// <summary>The checksum of TFRecord: CRC-32C, rotated and moved so that a checksum of data with checksums is still one.</summary>
    internal static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte part in data)
        {
            crc = BitOperations.Crc32C(crc, part);
        }

        return BitOperations.RotateRight(~crc, 15) + ChecksumMask;
    }

    private void Add(byte[] message)
    {
        _file.Write(Record(message));
        _file.Flush();
    }
}
