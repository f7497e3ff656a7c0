using System.Buffers.Binary;
using System.Text;
using Impetus.Checkpoints;

namespace Impetus.Tests.Safetensors;

/// <summary>Safetensors files made by hand, byte by byte.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of that header and so many bytes of data.</summary>
    public static byte[] File(string header, int dataLength = 0) => [.. Prefix((ulong)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. new byte[dataLength]];

    /// <summary>The length of a header, as a file begins with it.</summary>
    public static byte[] Prefix(ulong length)
    {
        byte[] prefix = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, length);
        return prefix;
    }

    /// <summary>Writes the bytes to a file and gives it to the reader.</summary>
    public static void Read(byte[] bytes, Action<SafetensorsFile> read)
    {
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        try
        {
            System.IO.File.WriteAllBytes(path, bytes);
            using SafetensorsFile file = SafetensorsFile.Open(path);
            read(file);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
