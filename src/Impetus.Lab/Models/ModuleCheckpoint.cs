using System.Runtime.InteropServices;
using Impetus.Checkpoints;
using static TorchSharp.torch;

namespace Impetus.Lab.Models;

/// <summary>
/// Parameters and buffers of a model in a safetensors file, under their dotted names: the names that PyTorch gives the same
/// architecture, so that files go both ways.
/// </summary>
public static class ModuleCheckpoint
{
    // How many batches a normalisation has seen. Nothing here depends on it, so files from elsewhere may lack it.
    private const string OptionalEnding = ".num_batches_tracked";

    private const int NamesInMessage = 3;

    /// <summary>Writes a file with all parameters and buffers of a model.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there before is untouched.</exception>
    public static void Save(nn.Module model, string path)
    {
        SafetensorsWriter writer = new();
        AddTo(writer, model);
        writer.Write(path);
    }

    /// <summary>Adds all parameters and buffers to a file; their values are taken when it is written.</summary>
    /// <param name="writer">The file to be.</param>
    /// <param name="model">The model.</param>
    /// <param name="prefix">What every name begins with, for example <c>model/</c>.</param>
    public static void AddTo(SafetensorsWriter writer, nn.Module model, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach ((string name, Tensor tensor) in TensorsOf(model))
        {
            writer.Add(prefix + name, TypeOf(tensor), tensor.shape, stream => Write(stream, tensor));
        }
    }

    /// <summary>Reads a file that holds this model and nothing else.</summary>
    /// <inheritdoc cref="Load(nn.Module, SafetensorsFile, string)"/>
    public static void Load(nn.Module model, string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Load(model, file);
    }

    /// <summary>
    /// Copies values from a file into a model, in place: an arena over the parameters stays in force. Single and double
    /// precision are converted into each other. Everything is checked before anything is changed.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What the model's names begin with there; names that begin otherwise are no concern of it.</param>
    /// <exception cref="InvalidDataException">
    /// A tensor is missing, has another shape or type, or the model knows none of that name; the message names it.
    /// </exception>
    public static void Load(nn.Module model, SafetensorsFile file, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach ((Tensor tensor, SafetensorsEntry entry) in Match(TensorsOf(model), file, prefix))
        {
            switch (tensor.dtype)
            {
                case ScalarType.Int64:
                    file.ReadBytes(entry, tensor.bytes);
                    break;
                case ScalarType.Float64:
                    file.Read<double>(entry).CopyTo(MemoryMarshal.Cast<byte, double>(tensor.bytes));
                    break;
                default:
                    file.Read<float>(entry).CopyTo(MemoryMarshal.Cast<byte, float>(tensor.bytes));
                    break;
            }
        }
    }

    private static string TypeOf(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Float64 => "F64",
        ScalarType.Int64 => "I64",
        _ => throw new NotSupportedException($"Tensors of {tensor.dtype} are not written here."),
    };

    // Straight from native memory: copies as large as the model would stay on the managed heap for many checkpoints.
    private static void Write(Stream stream, Tensor tensor)
    {
        using Tensor ordered = tensor.contiguous();
        ordered.WriteBytesToStream(stream, bufferSize: 1 << 20);
    }

    private static IEnumerable<(string Name, Tensor Tensor)> TensorsOf(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.named_parameters().Select(static named => (named.name, (Tensor)named.parameter)).Concat(model.named_buffers());
    }

    private static List<(Tensor Tensor, SafetensorsEntry Entry)> Match(
        IEnumerable<(string Name, Tensor Tensor)> tensors, SafetensorsFile file, string prefix)
    {
        List<(Tensor, SafetensorsEntry)> matches = [];
        List<string> missing = [], wrong = [];
        HashSet<string> unknown = [.. file.Entries
            .Select(static entry => entry.Name)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !name.EndsWith(OptionalEnding, StringComparison.Ordinal))];
        foreach ((string name, Tensor tensor) in tensors)
        {
            unknown.Remove(prefix + name);
            if (file.Find(prefix + name) is not { } entry)
            {
                if (!name.EndsWith(OptionalEnding, StringComparison.Ordinal))
                {
                    missing.Add(prefix + name);
                }
            }
            else if (!entry.Shape.SequenceEqual(tensor.shape))
            {
                wrong.Add($"'{entry.Name}' is {Shape(entry.Shape)} there and {Shape(tensor.shape)} in the model");
            }
            else if (tensor.dtype == ScalarType.Int64 ? entry.Type != "I64" : entry.Type is not ("F32" or "F64"))
            {
                wrong.Add($"'{entry.Name}' holds {entry.Type}, expected {(tensor.dtype == ScalarType.Int64 ? "I64" : "F32 or F64")}");
            }
            else
            {
                matches.Add((tensor, entry));
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
