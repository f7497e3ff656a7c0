using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Impetus.Lab.Json;

/// <summary>The one way by which JSON comes in, whoever wrote it: what is wrong with it is said with the file, the member and how to fix it.</summary>
internal static class JsonFile
{
    // Results have some kilobytes, those of a large grid some megabytes.
    private const long MostBytes = 1L << 28;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How the record is written.</param>
    /// <param name="remedy">What to do about a damaged file, as an imperative.</param>
    /// <exception cref="LabException">The file is missing, cannot be read, or holds something else.</exception>
    public static TRecord Read<TRecord>(string path, JsonTypeInfo<TRecord> type, string remedy)
        where TRecord : notnull => Read(path, remedy, root => Record(root, type));

    /// <summary>Reads a file whose kind has to be told first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a damaged file, as an imperative.</param>
    /// <param name="take">Makes something of the root.</param>
    /// <exception cref="LabException">The file is missing, cannot be read, or holds something else.</exception>
    public static TResult Read<TResult>(string path, string remedy, Func<JsonElement, TResult> take)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.Length <= MostBytes ? Take(file, take) : throw new LabException($"{path} is too long for what it should be: {file.Length:N0} bytes; {remedy}.");
        }
        catch (JsonException error)
        {
            throw new LabException($"{path} is damaged: {error.Message}; {remedy}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{path} cannot be read: {error.Message.TrimEnd('.')}; {remedy}.", error);
        }
    }

    /// <summary>Reads a record from a text, such as a line of a log.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">How the record is written.</param>
    /// <exception cref="JsonException">It is something else; the message says what is wrong, in half a sentence.</exception>
    public static TRecord Parse<TRecord>(string text, JsonTypeInfo<TRecord> type)
        where TRecord : notnull
    {
        using MemoryStream content = new(Encoding.UTF8.GetBytes(text), writable: false);
        return Take(content, root => Record(root, type));
    }

    /// <summary>A record of a part of a file.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static TRecord Record<TRecord>(JsonElement element, JsonTypeInfo<TRecord> type)
        where TRecord : notnull
    {
        try
        {
            JsonShape.Check(element, type);
            return element.Deserialize(type)!;
        }
        catch (InvalidOperationException error)
        {
            // A name with half a character in it cannot even be compared.
            throw new JsonException(error.Message.TrimEnd('.'), error);
        }
    }

    private static TResult Take<TResult>(Stream content, Func<JsonElement, TResult> take)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(content, Strict);
        }
        catch (JsonException error) when (error.LineNumber is { } line)
        {
            throw new JsonException(content.Length == 0 ? "it is empty" : $"there is no JSON in line {line + 1} from byte {error.BytePositionInLine + 1} on", error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new JsonException(error.Message.TrimEnd('.'), error);
        }

        using (document)
        {
            try
            {
                return take(document.RootElement);
            }
            catch (InvalidOperationException error)
            {
                // A text that is not UTF-8 is noticed when it is asked for.
                throw new JsonException(error.Message.TrimEnd('.'), error);
            }
        }
    }
}
