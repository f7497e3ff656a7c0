using System.Buffers.Binary;
using System.Text;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Tests.Training;

public sealed class EventFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-events-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Checksums_are_those_of_the_format()
    {
        // CRC-32C of "123456789" is E3069283 (RFC 3720's polynomial); rotated by 15 and moved by a282ead8.
        uint rotated = (0xE3069283u >> 15) | (0xE3069283u << 17);
        Assert.Equal(unchecked(rotated + 0xa282ead8), EventFile.MaskedChecksum("123456789"u8));

        // The first twelve bytes of every event file that TensorFlow writes: the version event has 24 bytes.
        Assert.Equal("1800000000000000A37F4B22", Convert.ToHexString(EventFile.Record(EventMessage.OfVersion(DateTimeOffset.UnixEpoch)).AsSpan(0, 12)));
    }

    [Fact]
    public void An_event_has_the_bytes_of_its_protocol_buffer()
    {
        ScalarEvent item = new(DateTimeOffset.UnixEpoch.AddSeconds(1.5), 300, [("loss", 0.25f)]);

        string expected = "09" + "000000000000F83F" + "10AC02" + "2A0D" + "0A0B" + "0A04" + "6C6F7373" + "15" + "0000803E";
        Assert.Equal(expected, Convert.ToHexString(EventMessage.Of(item)));
    }

    [Fact]
    public void A_reader_finds_every_record_after_the_file_was_written_and_continued()
    {
        string path = Path.Combine(_folder.FullName, "events.out.tfevents.impetus");
        ScalarEvent[] events = [.. Enumerable.Range(0, 200).Select(step => new ScalarEvent(DateTimeOffset.UnixEpoch.AddSeconds(step), step, [("loss/training", step / 3f), ("ä", -1)]))];
        EventFile.Write(path, events[..150]);
        using (EventFile file = EventFile.Append(path))
        {
            Array.ForEach(events[150..], file.Add);
        }

        (long Step, float[] Values)[] read = [.. Records(File.ReadAllBytes(path)).Skip(1).Select(Decode)];

        Assert.Equal(events.Select(item => item.Step), read.Select(item => item.Step));
        Assert.Equal(events.SelectMany(item => item.Values.Select(value => value.Value)), read.SelectMany(item => item.Values));
    }

    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            byte[] data = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)), EventFile.MaskedChecksum(file.AsSpan(at, 8)));
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)), EventFile.MaskedChecksum(data));
            yield return data;
            at += 16 + length;
        }
    }

    private static (long Step, float[] Values) Decode(byte[] message)
    {
        Dictionary<int, List<byte[]>> fields = Fields(message);
        Assert.Equal([1, 2, 5], fields.Keys.Order());
        float[] values = [.. Fields(fields[5][0])[1].Select(value => BinaryPrimitives.ReadSingleLittleEndian(Fields(value)[2][0]))];
        Assert.All(Fields(fields[5][0])[1], value => Assert.Contains(Encoding.UTF8.GetString(Fields(value)[1][0]), new[] { "loss/training", "ä" }));
        return ((long)BinaryPrimitives.ReadUInt64LittleEndian(fields[2][0]), values);
    }

    // A reader of protocol buffers, written apart from the writer: fields by number.
    private static Dictionary<int, List<byte[]>> Fields(byte[] message)
    {
        Dictionary<int, List<byte[]>> fields = [];
        int at = 0;
        while (at < message.Length)
        {
            ulong key = Varint();
            byte[] content = (key & 7) switch
            {
                0 => BitConverter.GetBytes(Varint()),
                1 => Take(8),
                2 => Take((int)Varint()),
                5 => Take(4),
                _ => throw new InvalidDataException($"wire type {key & 7}"),
            };
            (fields.TryGetValue((int)(key >> 3), out List<byte[]>? list) ? list : fields[(int)(key >> 3)] = []).Add(content);
        }

        return fields;

        byte[] Take(int count) => message[at..(at += count)];

        ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte part = message[at++];
                value |= (ulong)(part & 0x7f) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
