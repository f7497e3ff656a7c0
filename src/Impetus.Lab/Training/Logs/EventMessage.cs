using System.Buffers.Binary;
using System.Text;

namespace Impetus.Lab.Training.Logs;

/// <summary>
/// The few fields of TensorBoard's messages that scalars need, in the wire format of protocol buffers:
/// <c>Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5 }</c>,
/// <c>Summary { repeated Value value = 1 }</c>, <c>Value { string tag = 1; float simple_value = 2 }</c>.
/// </summary>
internal static class EventMessage
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    /// <summary>The event that every file begins with.</summary>
    public static byte[] OfVersion(DateTimeOffset time) =>
        [.. WallTime(time), .. Field(3, Encoding.UTF8.GetBytes("brain.Event:2"))];

    /// <summary>An event with scalars.</summary>
    public static byte[] Of(ScalarEvent item) =>
    [
        .. WallTime(item.Time),
        .. Key(2, Varint), .. Number((ulong)item.Step),
        .. Field(5, [.. item.Values.SelectMany(value => Field(1, Value(value.Tag, value.Value)))]),
    ];

    private static byte[] Value(string tag, float value)
    {
        byte[] bits = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bits, value);
        return [.. Field(1, Encoding.UTF8.GetBytes(tag)), .. Key(2, Fixed32), .. bits];
    }

    private static byte[] WallTime(DateTimeOffset time)
    {
        byte[] bits = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bits, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        return [.. Key(1, Fixed64), .. bits];
    }

    private static byte[] Field(int number, byte[] content) => [.. Key(number, Bytes), .. Number((ulong)content.Length), .. content];

    private static byte[] Key(int number, int type) => Number((ulong)((number << 3) | type));

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private static byte[] Number(ulong value)
    {
        List<byte> bytes = [];
        for (; value > 0x7f; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
