namespace Impetus.Lab.Models.Language;

/// <summary>Named sizes of <see cref="Llama"/>.</summary>
public static class LlamaSizes
{
    /// <summary>Tokens of the adaptive memory paper's vocabulary (App. E.3).</summary>
    public const int PaperVocabulary = 32_000;

    /// <summary>The five sizes of the adaptive memory paper, App. E.3, by the names of its table.</summary>
    public static IReadOnlyDictionary<string, LlamaConfiguration> Paper { get; } = new Dictionary<string, LlamaConfiguration>
    {
        ["20M"] = Size(PaperVocabulary, 256, 688, 4, 4),
        ["60M"] = Size(PaperVocabulary, 512, 1376, 8, 8),
        ["100M"] = Size(PaperVocabulary, 640, 1708, 12, 10),
        ["350M"] = Size(PaperVocabulary, 1024, 2736, 24, 16),
        ["1B"] = Size(PaperVocabulary, 2048, 5461, 24, 32),
    };

    /// <summary>2 layers of 64: proves that a path works.</summary>
    /// <param name="vocabulary">Different tokens.</param>
    public static LlamaConfiguration Tiny(int vocabulary) => Size(vocabulary, 64, 172, 2, 4);

    /// <summary>4 layers of 128: minutes of training on two cores.</summary>
    /// <param name="vocabulary">Different tokens.</param>
    /// <param name="width">What layers and their widths are multiplied with; a half gives <see cref="Tiny"/>.</param>
    public static LlamaConfiguration Small(int vocabulary, double width = 1) => Size(
        vocabulary, (int)(128 * width), (int)(344 * width), Math.Max(1, (int)(4 * width)), 4);

    /// <summary>4 layers of 256, the paper's smallest network besides its vocabulary.</summary>
    /// <param name="vocabulary">Different tokens.</param>
    public static LlamaConfiguration Medium(int vocabulary) => Size(vocabulary, 256, 688, 4, 4);

    private static LlamaConfiguration Size(int vocabulary, int hidden, int intermediate, int layers, int heads) => new()
    {
        Vocabulary = vocabulary,
        HiddenSize = hidden,
        IntermediateSize = intermediate,
        Layers = layers,
        Heads = heads,
    };
}
