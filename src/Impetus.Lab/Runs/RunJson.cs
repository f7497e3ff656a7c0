using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Impetus.Lab.Runs;

/// <summary>How run records are written: camel case, generated at compile time. Use <see cref="Indented"/> and <see cref="Lines"/>.</summary>
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(ComparisonConfiguration))]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(CurvePoint))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>For files that people read.</summary>
    public static RunJson Indented { get; } = new(Written(indented: true));

    /// <summary>For JSON lines: one record, one line.</summary>
    public static RunJson Lines { get; } = new(Written(indented: false));

    // "≥" and "×" are for readers, and no record goes into a script element unescaped.
    private static JsonSerializerOptions Written(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
