using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Impetus.Checkpoints;

/// <summary>Writes a safetensors file: all of it or nothing.</summary>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int ChunkLength = 1 << 20;    // a span of bytes holds 2 GiB at most

    private readonly List<(SafetensorsEntry Entry, Action<Stream> Write)> _tensors = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _length;

    /// <summary>Says something about the file as a whole.</summary>
    /// <exception cref="ArgumentException">The key is taken, or a text is none that can be read back.</exception>
    public void AddMetadata(string key, string value)
    {
        StorableText.Require(key);
        StorableText.Require(value);
        _metadata.Add(key, value);
    }

    /// <summary>Adds a tensor in single or double precision. The array is read when the file is written.</summary>
    /// <typeparam name="TElement"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="name">A name that no other tensor has.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    /// <exception cref="ArgumentException">The name is taken, or the shape does not fit.</exception>
    public void Add<TElement>(string name, TElement[] values, params ReadOnlySpan<long> shape)
        where TElement : unmanaged
    {
        string type = typeof(TElement) == typeof(double) ? "F64"
            : typeof(TElement) == typeof(float) ? "F32"
            : throw new ArgumentException($"Tensors of {typeof(TElement).Name} are not written here.", nameof(values));
        SafetensorsEntry entry = new(name, type, shape.ToArray(), 0, 0);
        if (entry.Count != values.Length)
        {
            throw new ArgumentException($"'{name}' has {values.Length} elements, but its shape has {entry.Count}.", nameof(shape));
        }

        _tensors.Add((Append(name, type, shape), stream => WriteInChunks<TElement>(stream, values)));
    }

    /// <summary>Adds a tensor that writes its own bytes when the file is written.</summary>
    internal void Add(string name, string type, ReadOnlySpan<long> shape, Action<Stream> write) => _tensors.Add((Append(name, type, shape), write));

    /// <summary>Writes the file under a temporary name and renames it, so that no reader ever sees half of it.</summary>
    /// <exception cref="IOException">The folder is missing or full, or cannot be written.</exception>
    public void Write(string path)
    {
        string temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                WriteTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes the file to a stream, which stays open.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WriteTo(stream);
    }

    private SafetensorsEntry Append(string name, string type, ReadOnlySpan<long> shape)
    {
        StorableText.Require(name);
        if (name == SafetensorsHeader.MetadataKey || !_names.Add(name))
        {
            throw new ArgumentException(name == SafetensorsHeader.MetadataKey ? $"The format keeps the name '{name}' for itself." : $"There already is a tensor '{name}'.", nameof(name));
        }

        SafetensorsEntry entry = new(name, type, shape.ToArray(), _length, 0);
        _length += entry.Count * SafetensorsEntry.SizeOf(type);
        return entry with { End = _length };
    }

    /// <summary>Writes elements of any number as bytes.</summary>
    internal static void WriteInChunks<TElement>(Stream stream, ReadOnlySpan<TElement> values)
        where TElement : unmanaged
    {
        for (int start = 0; start < values.Length; start += ChunkLength)
        {
            stream.Write(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(ChunkLength, values.Length - start))));
        }
    }

    private void WriteTo(Stream stream)
    {
        byte[] header = Header();
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, Action<Stream> write) in _tensors)
        {
            write(stream);
        }
    }

    private byte[] Header()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (_metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in _metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            foreach ((SafetensorsEntry entry, _) in _tensors)
            {
                WriteEntry(json, entry);
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", entry.Type);
        json.WriteStartArray("shape");
        foreach (long dimension in entry.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Start);
        json.WriteNumberValue(entry.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
