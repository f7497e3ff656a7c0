using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Impetus.Lab.Json;
using Impetus.Lab.Training.Checkpoints;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Training;

/// <summary>How the files of a training run are written: camel case, generated at compile time.</summary>
[JsonSerializable(typeof(TrainingConfiguration))]
[JsonSerializable(typeof(TrainingResult))]
[JsonSerializable(typeof(CheckpointManifest))]
[JsonSerializable(typeof(SavedProgress))]
[JsonSerializable(typeof(LogLine))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class TrainingJson : JsonSerializerContext
{
    // "≥" and "×" are for readers.
    private static readonly TrainingJson Indented = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<Tasks.ScheduleShape>(), new JsonStringEnumConverter<NonFinitePolicy>(JsonNamingPolicy.KebabCaseLower) },
    });

    /// <summary>A record as text that people read.</summary>
    public static string Text<TRecord>(TRecord record, JsonTypeInfo<TRecord> type)
        where TRecord : notnull => JsonSerializer.Serialize(record, Indented.GetTypeInfo(type.Type)!) + "\n";

    /// <summary>Reads a record that <see cref="Text"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a damaged file, as an imperative.</param>
    /// <exception cref="LabException">The file is missing or damaged.</exception>
    public static TRecord Read<TRecord>(string path, string remedy)
        where TRecord : notnull => JsonFile.Read(path, (JsonTypeInfo<TRecord>)Indented.GetTypeInfo(typeof(TRecord))!, remedy);
}
