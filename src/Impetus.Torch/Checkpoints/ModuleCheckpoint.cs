using Impetus.Checkpoints;
using Impetus.Torch.Modules;

namespace Impetus.Torch.Checkpoints;

/// <summary>
/// Parameters and buffers of a model in a safetensors file, under their dotted names: the names that PyTorch gives the same
/// architecture, so that files go both ways.
/// </summary>
public static class ModuleCheckpoint
{
    // PyTorch counts the batches that a normalisation has seen; nothing here or there depends on the count.
    private const string IgnoredEnding = ".num_batches_tracked";

    private const int NamesInMessage = 3;

    /// <summary>Writes a file with all parameters and buffers of an initialised model.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there before is untouched.</exception>
    public static void Save(Module model, string path)
    {
        SafetensorsWriter writer = new();
        AddTo(writer, model);
        writer.Write(path);
    }

    /// <summary>Adds all parameters and buffers to a file; their values are taken when it is written.</summary>
    /// <param name="writer">The file to be.</param>
    /// <param name="model">An initialised model.</param>
    /// <param name="prefix">What every name begins with, for example <c>model/</c>.</param>
    public static void AddTo(SafetensorsWriter writer, Module model, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach ((string name, ModuleTensor tensor) in TensorsOf(model))
        {
            string type = tensor.Value.ScalarType == ScalarType.Float64 ? "F64" : "F32";
            writer.Add(prefix + name, type, [.. tensor.Shape], stream => Write(stream, tensor.Value));
        }
    }

    /// <summary>Reads a file that holds this model and nothing else.</summary>
    /// <inheritdoc cref="Load(Module, SafetensorsFile, string)"/>
    public static void Load(Module model, string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Load(model, file);
    }

    /// <summary>
    /// Copies values from a file into an initialised model, in place: an arena over the parameters stays in force. Single
    /// and double precision are converted into each other. Everything is checked before anything is changed.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What the model's names begin with there; names that begin otherwise are no concern of it.</param>
    /// <exception cref="InvalidDataException">
    /// A tensor is missing, has another shape or type, or the model knows none of that name; the message names it.
    /// </exception>
    public static void Load(Module model, SafetensorsFile file, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(file);
        List<(Tensor Value, SafetensorsEntry Entry)> matches = Match(TensorsOf(model), file, prefix);
        foreach ((Tensor value, SafetensorsEntry entry) in matches)
        {
            if (value.ScalarType == ScalarType.Float64)
            {
                file.Read<double>(entry).CopyTo(value.Span<double>());
            }
            else
            {
                file.Read<float>(entry).CopyTo(value.Span<float>());
            }
            value.MarkWritten();
        }
    }

    // Straight from native memory: copies as large as the model would stay on the managed heap for many checkpoints.
    private static void Write(Stream stream, Tensor value)
    {
        using Tensor ordered = value.Contiguous();
        if (ordered.ScalarType == ScalarType.Float64)
        {
            SafetensorsWriter.WriteInChunks<double>(stream, ordered.Span<double>());
        }
        else
        {
            SafetensorsWriter.WriteInChunks<float>(stream, ordered.Span<float>());
        }
    }

    private static IEnumerable<NamedTensor> TensorsOf(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Parameters.Concat(model.Buffers);
    }

    private static List<(Tensor Value, SafetensorsEntry Entry)> Match(
        IEnumerable<NamedTensor> tensors, SafetensorsFile file, string prefix)
    {
        List<(Tensor, SafetensorsEntry)> matches = [];
        List<string> missing = [], wrong = [];
        HashSet<string> unknown = [.. file.Entries
            .Select(static entry => entry.Name)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !name.EndsWith(IgnoredEnding, StringComparison.Ordinal))];
        foreach ((string name, ModuleTensor tensor) in tensors)
        {
            unknown.Remove(prefix + name);
            if (file.Find(prefix + name) is not { } entry)
            {
                missing.Add(prefix + name);
            }
            else if (!entry.Shape.SequenceEqual(tensor.Shape))
            {
                wrong.Add($"'{entry.Name}' is {Shape(entry.Shape)} there and {Shape(tensor.Shape)} in the model");
            }
            else if (entry.Type is not ("F32" or "F64"))
            {
                wrong.Add($"'{entry.Name}' holds {entry.Type}, expected F32 or F64");
            }
            else
            {
                matches.Add((tensor.Value, entry));
            }
        }

        string[] faults =
        [
            .. wrong.Count > 0 ? [First(wrong)] : Array.Empty<string>(),
            .. missing.Count > 0 ? [$"missing: {First(missing)}"] : Array.Empty<string>(),
            .. unknown.Count > 0 ? [$"unknown to the model: {First([.. unknown.Order(StringComparer.Ordinal)])}"] : Array.Empty<string>(),
        ];
        return faults.Length == 0
            ? matches
            : throw new InvalidDataException($"'{file.Path}' does not fit the model: {string.Join("; ", faults)}.");
    }

    private static string Shape(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";

    private static string First(List<string> faults) => faults.Count <= NamesInMessage
        ? string.Join(", ", faults)
        : $"{string.Join(", ", faults.Take(NamesInMessage))} and {faults.Count - NamesInMessage} more";
}
