using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;

namespace Impetus.Lab.Tests.Models.Encoders;

/// <summary>A folder in Hugging Face's layout with a small BERT of random weights.</summary>
internal static class SmallEncoder
{
    public static string[] Words { get; } = ["good", "bad", "fine", "poor", "film", "book", "a", "the", "is", "was", "not", "very", "##ly", "and", "it", ".", "really", "so", "plain", "odd"];

    public static string[] Vocabulary { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Words];

    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            { "model_type": "bert", "vocab_size": {{Vocabulary.Length}}, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
              "intermediate_size": 24, "max_position_embeddings": 32, "transformers_version": "4.40.0" }
            """);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Vocabulary);
        using Encoder encoder = new(EncoderConfigurationFile.Read(Path.Combine(folder, "config.json")));
        encoder.Initialize(1);
        ModuleCheckpoint.Save(encoder, Path.Combine(folder, "model.safetensors"));
        return folder;
    }
}
