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
}
