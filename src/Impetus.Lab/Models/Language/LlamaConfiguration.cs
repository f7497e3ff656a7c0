namespace Impetus.Lab.Models.Language;

/// <summary>The sizes of a <see cref="Llama"/>.</summary>
public sealed record LlamaConfiguration
{
    /// <summary>Different tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Length of a position's vector.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Length of a feed-forward layer's inner vector.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Blocks of attention and feed-forward.</summary>
    public required int Layers { get; init; }

    /// <summary>Heads of queries; divides <see cref="HiddenSize"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Heads of keys and values; divides <see cref="Heads"/>, null for as many.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Base of the rotary angles.</summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>ε of the normalisations.</summary>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>Whether the output layer shares the weights of the token embedding.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>Standard deviation of the initial weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Number of trained coordinates of the model.</summary>
    public long ParameterCount
    {
        get
        {
            long width = HiddenSize;
            long keyWidth = width / Heads * (KeyValueHeads ?? Heads);
            long layer = 2 * width + 2 * width * width + 2 * width * keyWidth + 3 * width * IntermediateSize;
            return (TiedEmbeddings ? 1 : 2) * Vocabulary * width + Layers * layer + width;
        }
    }
}
