using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Impetus.Lab.Json;

namespace Impetus.Lab.Runs;

/// <summary>
/// How results are written: names in camel case, enumerations as kebab-case words, numbers that JSON cannot hold as null.
/// </summary>
public static class ResultJson
{
    /// <summary>The format.</summary>
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new FiniteNumberConverter(), new CellConverter() },
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a damaged file, as an imperative.</param>
    /// <exception cref="LabException">It cannot be read as what it should be.</exception>
    public static TValue Read<TValue>(string path, string remedy)
        where TValue : notnull => JsonFile.Read(path, (JsonTypeInfo<TValue>)Format.GetTypeInfo(typeof(TValue)), remedy);

    /// <summary>A cell of a table: a number, a text, a truth value, or nothing.</summary>
    private sealed class CellConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.TryGetInt64(out long whole) ? (object)whole : reader.GetDouble(),
            _ => throw new JsonException("a cell must be a number, a text, a truth value or null."),
        };

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
