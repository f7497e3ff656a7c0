using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;

namespace Impetus.Lab.Data.Generated;

/// <summary>A narrow encoder of random weights in Hugging Face's layout, which knows the words of generated texts.</summary>
internal static class GeneratedEncoder
{
    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Writes its folder.</summary>
    /// <param name="folder">The folder.</param>
    public static void Write(string folder)
    {
        string[] vocabulary = [.. Special, .. GeneratedLabelledTexts.Vocabulary];
        string configuration = Path.Combine(folder, "config.json");
        File.WriteAllText(configuration, $$"""
            {
              "model_type": "bert", "vocab_size": {{vocabulary.Length}}, "hidden_size": 16, "num_hidden_layers": 6, "num_attention_heads": 2,
              "intermediate_size": 32, "max_position_embeddings": 128
            }

            """);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), vocabulary);
        using Encoder encoder = new(EncoderConfigurationFile.Read(configuration));
        encoder.Initialize(1);
        ModuleCheckpoint.Save(encoder, Path.Combine(folder, PretrainedEncoder.WeightsFile));
    }
}
