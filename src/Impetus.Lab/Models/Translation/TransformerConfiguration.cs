namespace Impetus.Lab.Models.Translation;

/// <summary>The sizes of a <see cref="Transformer"/>.</summary>
public sealed record TransformerConfiguration
{
    /// <summary>Different tokens of the source language.</summary>
    public required int SourceVocabulary { get; init; }

    /// <summary>Different tokens of the target language; null if both languages share one vocabulary and one embedding.</summary>
    public int? TargetVocabulary { get; init; }

    /// <summary>Length of a position's vector.</summary>
    public required int Width { get; init; }

    /// <summary>Length of a feed-forward layer's inner vector.</summary>
    public required int InnerWidth { get; init; }

    /// <summary>Blocks of the encoder, and as many of the decoder.</summary>
    public required int Layers { get; init; }

    /// <summary>Heads of attention; divides <see cref="Width"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Probability of dropping a coordinate of an embedding or of a sublayer's output while training.</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// <c>transformer_iwslt_de_en</c> of the maximum variation paper (section 5.2, App. E): 6 blocks of 512 with 4 heads and
    /// inner vectors of 1024.
    /// </summary>
    /// <param name="source">Different tokens of the source language.</param>
    /// <param name="target">Different tokens of the target language; null for a shared vocabulary.</param>
    public static TransformerConfiguration Iwslt(int source, int? target) => new()
    {
        SourceVocabulary = source,
        TargetVocabulary = target,
        Width = 512,
        InnerWidth = 1024,
        Layers = 6,
        Heads = 4,
        Dropout = 0.3,
    };

    /// <summary>
    /// <c>transformer_vaswani_wmt_en_de_big</c> of the maximum variation paper (section 5.2, App. E): 6 blocks of 1024 with
    /// 16 heads and inner vectors of 4096.
    /// </summary>
    /// <param name="vocabulary">Different tokens of both languages.</param>
    public static TransformerConfiguration Wmt(int vocabulary) => new()
    {
        SourceVocabulary = vocabulary,
        Width = 1024,
        InnerWidth = 4096,
        Layers = 6,
        Heads = 16,
        Dropout = 0.3,
    };

    /// <summary>3 blocks of 128 with 4 heads, for short sentences and two cores; runs are too short for dropout to help.</summary>
    /// <param name="vocabulary">Different tokens of both languages.</param>
    /// <param name="width">Blocks and inner vectors are so many times as wide.</param>
    public static TransformerConfiguration Small(int vocabulary, double width = 1) => new()
    {
        SourceVocabulary = vocabulary,
        Width = (int)(128 * width),
        InnerWidth = (int)(256 * width),
        Layers = 3,
        Heads = 4,
    };
}
