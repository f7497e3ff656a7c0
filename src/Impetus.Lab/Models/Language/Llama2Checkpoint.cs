using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Language;

/// <summary>
/// Reads the first ("v0") checkpoint format of llama2.c: seven integers (width, inner width, layers, heads, key heads,
/// vocabulary, longest sequence), then all weights in single precision, each kind for all layers at once. A negative
/// vocabulary says that the output layer has its own weights, at the end. Everything is little-endian.
/// </summary>
public static class Llama2Checkpoint
{
    private const int HeaderBytes = 7 * sizeof(int);
    private const double NormEpsilon = 1e-5;
    // With more of both, the number of bytes would not fit its 64 bits.
    private const int LargestSize = 1 << 20, MostLayers = 1 << 12;

    /// <summary>Reads a model.</summary>
    /// <exception cref="LabException">There is no such file, or it is not of this format; the message says how.</exception>
    public static Llama Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"cannot read the checkpoint {path}: {fault.Message}", fault);
        }
        return Read(bytes, path);
    }

    /// <summary>What a file's header says, if the file has as many bytes as that needs.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">What it is called in messages.</param>
    /// <returns>The sizes, and how many numbers stand between the weights and the output layer.</returns>
    /// <exception cref="LabException">It is not of this format.</exception>
    internal static (LlamaConfiguration Sizes, int Tables) ReadSizes(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < HeaderBytes)
        {
            throw Refuse(path, $"it has {bytes.Length} bytes, and its header alone has {HeaderBytes}");
        }
        int[] header = new int[7];
        for (int i = 0; i < header.Length; i++)
        {
            header[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }
        if (header.Any(static size => Math.Abs((long)size) is 0 or > LargestSize)
            || header[2] > MostLayers
            || header.Where(static (_, place) => place != 5).Any(static size => size < 0)
            || header[0] % header[3] != 0 || header[3] % header[4] != 0 || header[0] / header[3] % 2 != 0)
        {
            throw Refuse(path, $"its header holds the sizes {string.Join(", ", header)}, which make no model");
        }

        LlamaConfiguration sizes = new()
        {
            HiddenSize = header[0],
            IntermediateSize = header[1],
            Layers = header[2],
            Heads = header[3],
            KeyValueHeads = header[4],
            Vocabulary = Math.Abs(header[5]),
            TiedEmbeddings = header[5] > 0,
            NormEpsilon = NormEpsilon,
        };
        // The tables of cosines and sines stand between the weights and the output layer, and are computed anew here.
        long tables = (long)header[6] * (sizes.HiddenSize / sizes.Heads);
        long expected = HeaderBytes + sizeof(float) * (sizes.ParameterCount + tables);
        if (bytes.Length != expected)
        {
            throw Refuse(path, $"its sizes {string.Join(", ", header)} need {expected} bytes, and it has {bytes.Length}");
        }
        return (sizes, (int)tables);
    }

    private static Llama Read(ReadOnlySpan<byte> bytes, string path)
    {
        (LlamaConfiguration sizes, int tables) = ReadSizes(bytes, path);
        Llama model = new(sizes);
        model.Initialize(0);
        Fill(model, MemoryMarshal.Cast<byte, float>(bytes[HeaderBytes..]), tables);
        return model;
    }

    private static void Fill(Llama model, ReadOnlySpan<float> weights, int tables)
    {
        Dictionary<string, Tensor> tensors = model.named_parameters().ToDictionary(static named => named.name, static named => (Tensor)named.parameter);
        LlamaConfiguration sizes = model.Configuration;
        Layers("model.embed_tokens.weight", weights, out weights, 1);
        foreach (string name in (string[])["input_layernorm", "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj",
            "self_attn.o_proj", "post_attention_layernorm", "mlp.gate_proj", "mlp.down_proj", "mlp.up_proj"])
        {
            Layers($"model.layers.#.{name}.weight", weights, out weights, sizes.Layers);
        }
        Layers("model.norm.weight", weights, out weights, 1);
        if (!sizes.TiedEmbeddings)
        {
            Layers("lm_head.weight", weights[tables..], out _, 1);
        }

        void Layers(string pattern, ReadOnlySpan<float> from, out ReadOnlySpan<float> rest, int layers)
        {
            for (int layer = 0; layer < layers; layer++)
            {
                Tensor tensor = tensors[pattern.Replace("#", $"{layer}", StringComparison.Ordinal)];
                Span<float> to = MemoryMarshal.Cast<byte, float>(tensor.bytes);
                from[..to.Length].CopyTo(to);
                from = from[to.Length..];
                if (pattern.Contains("q_proj", StringComparison.Ordinal) || pattern.Contains("k_proj", StringComparison.Ordinal))
                {
                    SeparateNeighbours(to, sizes.HiddenSize / sizes.Heads, sizes.HiddenSize);
                }
            }
            rest = from;
        }
    }

    // The file rotates the coordinates 2k and 2k + 1 of a head; RotaryEmbedding rotates k and k + headSize/2.
    private static void SeparateNeighbours(Span<float> rows, int headSize, int width)
    {
        float[] head = new float[headSize * width];
        for (; !rows.IsEmpty; rows = rows[head.Length..])
        {
            rows[..head.Length].CopyTo(head);
            for (int row = 0; row < headSize; row++)
            {
                int place = row % 2 * (headSize / 2) + row / 2;
                head.AsSpan(row * width, width).CopyTo(rows.Slice(place * width, width));
            }
        }
    }

    private static LabException Refuse(string path, string reason) =>
        new($"{path} is not a checkpoint in llama2.c's first format: {reason}");
}
