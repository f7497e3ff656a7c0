using System.Runtime.InteropServices;
using Impetus.Checkpoints;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// The weights in a <c>model.safetensors</c> of Hugging Face's, found by name whatever model they were saved from: with or without
/// the encoder's prefix, and with the names that TensorFlow gave to normalisations.
/// </summary>
public sealed class PretrainedWeights : IDisposable
{
    private static readonly string[] Prefixes = ["bert.", "roberta.", "deberta."];

    // Numbers of positions, which older versions stored as a buffer; outputs that are tied to the table of tokens.
    private static readonly string[] Passed = ["embeddings.position_ids", "embeddings.token_type_ids", "decoder.weight", "decoder.bias"];

    private readonly SafetensorsFile _file;
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or has a tensor twice.</exception>
    public PretrainedWeights(string path)
    {
        _file = SafetensorsFile.Open(path);
        foreach (SafetensorsEntry entry in _file.Entries)
        {
            if (!_entries.TryAdd(Plain(entry.Name), entry))
            {
                _file.Dispose();
                throw new InvalidDataException($"'{path}' holds {Plain(entry.Name)} twice, with and without a prefix.");
            }
        }
    }

    /// <summary>Where the file is.</summary>
    public string Path => _file.Path;

    /// <summary>How many tokens the table of tokens has; null without one.</summary>
    internal long? Vocabulary => _entries.GetValueOrDefault("embeddings.word_embeddings.weight") is { Shape: [var rows, _] } ? rows : null;

    /// <summary>Refuses weights that are not those of a model's encoder.</summary>
    /// <param name="model">A model with such an encoder.</param>
    /// <exception cref="LabException">A tensor is missing or has another shape or type, or there are more layers; the message names it.</exception>
    public void Check(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        HashSet<string> known = [.. Passed];
        foreach ((string name, TorchParameter parameter) in model.named_parameters())
        {
            string plain = Plain(name);
            known.Add(plain);
            SafetensorsEntry? entry = _entries.GetValueOrDefault(plain);
            string? fault = entry is null ? IsOfEncoder(plain) ? $"the tensor {plain} is missing" : null
                : plain.StartsWith("classifier.", StringComparison.Ordinal) ? null
                : !entry.Shape.SequenceEqual(parameter.shape) ? $"the tensor {entry.Name} is [{string.Join(", ", entry.Shape)}], and config.json asks for [{string.Join(", ", parameter.shape)}]"
                : entry.Type is not ("F32" or "F64" or "F16" or "BF16") ? $"the tensor {entry.Name} holds {entry.Type}, which are no weights"
                : null;
            if (fault is not null)
            {
                throw Refused(fault);
            }
        }

        if (_entries.Keys.FirstOrDefault(name => IsOfEncoder(name) && !known.Contains(name)) is { } unknown)
        {
            throw Refused($"the tensor {_entries[unknown].Name} is none of what config.json describes");
        }
    }

    /// <summary>Whether there is a tensor for a parameter.</summary>
    /// <param name="parameter">The parameter's name in a model, with or without a prefix.</param>
    internal bool Holds(string parameter) => _entries.ContainsKey(Plain(parameter));

    /// <summary>Copies a tensor, in single precision.</summary>
    /// <param name="parameter">The parameter's name in a model, with or without a prefix.</param>
    /// <param name="values">Where it goes.</param>
    /// <returns>Whether there is one of that name.</returns>
    internal bool Fill(string parameter, Tensor values)
    {
        if (!_entries.TryGetValue(Plain(parameter), out SafetensorsEntry? entry))
        {
            return false;
        }

        Span<float> target = MemoryMarshal.Cast<byte, float>(values.bytes);
        switch (entry.Type)
        {
            case "F32":
                _file.ReadBytes(entry, MemoryMarshal.AsBytes(target));
                break;
            case "F64":
                Convert(_file.Read<double>(entry), target, static value => (float)value);
                break;
            case "F16":
                Convert(Halves(entry), target, static bits => (float)BitConverter.UInt16BitsToHalf(bits));
                break;
            default:
                Convert(Halves(entry), target, static bits => BitConverter.UInt32BitsToSingle((uint)bits << 16));
                break;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Plain(string name)
    {
        string plain = Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] : name;
        return plain.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) ? plain[..^"gamma".Length] + "weight"
            : plain.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? plain[..^"beta".Length] + "bias"
            : plain;
    }

    // Heads may be missing: those are new.
    private static bool IsOfEncoder(string name) =>
        name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("encoder.", StringComparison.Ordinal);

    private ushort[] Halves(SafetensorsEntry entry)
    {
        ushort[] halves = new ushort[entry.Count];
        _file.ReadBytes(entry, MemoryMarshal.AsBytes(halves.AsSpan()));
        return halves;
    }

    private static void Convert<TSource>(TSource[] source, Span<float> target, Func<TSource, float> convert)
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = convert(source[i]);
        }
    }

    private LabException Refused(string fault) =>
        new($"{Path} does not fit the model: {fault}. Take config.json and model.safetensors from the same place.");
}
