using System.Text.Json;

namespace Impetus.Checkpoints;

/// <summary>Reads the header of a safetensors file and refuses everything that is not as the format says.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The name under which a header keeps its metadata.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The tensors and the metadata of a header.</summary>
    /// <param name="json">The header, without its length.</param>
    /// <param name="dataLength">How many bytes follow the header.</param>
    /// <exception cref="InvalidDataException">Something is wrong; the message says what.</exception>
    public static (Dictionary<string, SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Read(ReadOnlySpan<byte> json, long dataLength)
    {
        Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        try
        {
            Utf8JsonReader reader = new(json);
            bool hasMetadata = false;
            Expect(ref reader, JsonTokenType.StartObject);
            while (Next(ref reader) != JsonTokenType.EndObject)
            {
                string name = reader.GetString()!;
                if (name == MetadataKey)
                {
                    ReadMetadata(ref reader, metadata, hasMetadata);
                    hasMetadata = true;
                }
                else if (!entries.TryAdd(name, ReadEntry(ref reader, name)))
                {
                    throw new InvalidDataException($"tensor '{name}' is there twice");
                }
            }

            if (reader.Read())
            {
                throw new JsonException();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("its header is not the JSON that the format asks for", exception);
        }

        RefuseBadOffsets(entries.Values, dataLength);
        return (entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, bool isSecond)
    {
        if (isSecond)
        {
            throw new InvalidDataException("the metadata is there twice");
        }

        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw new InvalidDataException($"metadata '{key}' is there twice");
            }
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            switch (reader.GetString())
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader);
                    break;
                default:
                    throw new InvalidDataException($"tensor '{name}' has a property that is unknown or there twice");
            }
        }

        return type is not null && shape is not null && offsets is { Length: 2 }
            ? new(name, type, shape, offsets[0], offsets[1])
            : throw new InvalidDataException($"tensor '{name}' lacks dtype, shape or data_offsets");
    }

    private static long[] ReadNumbers(ref Utf8JsonReader reader)
    {
        List<long> numbers = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            long number = reader.GetInt64();
            numbers.Add(number >= 0 ? number : throw new InvalidDataException($"{number} is no length or offset"));
        }

        return [.. numbers];
    }

    /// <summary>Every tensor has the bytes that its shape asks for, none beyond the file, and every byte belongs to one tensor.</summary>
    private static void RefuseBadOffsets(IEnumerable<SafetensorsEntry> entries, long dataLength)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            int size = SafetensorsEntry.SizeOf(entry.Type);
            Int128 bytes = entry.Shape.Aggregate((Int128)size, (product, dimension) => Int128.Min(product * dimension, long.MaxValue));
            string? fault = size == 0 ? $"has the unknown element type '{entry.Type}'"
                : entry.End < entry.Start || entry.End - entry.Start != bytes ? "has offsets that do not fit its shape"
                : entry.End > dataLength ? "lies beyond the end of the file, which may be truncated"
                : entry.Start < end ? "overlaps another tensor"
                : entry.Start > end ? $"begins too late: {entry.Start - end} bytes before it belong to no tensor"
                : null;
            if (fault is not null)
            {
                throw new InvalidDataException($"tensor '{entry.Name}' {fault}");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw new InvalidDataException($"{dataLength - end} bytes at its end belong to no tensor");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (Next(ref reader) != type)
        {
            throw new JsonException();
        }
    }
}
