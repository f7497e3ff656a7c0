namespace Impetus.Lab.Models.Language;

/// <summary>The sizes of an <see cref="LstmLanguageModel"/>.</summary>
public sealed record LstmConfiguration
{
    /// <summary>Different tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Length of a token's vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Length of a layer's state.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Recurrent layers.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Probability of dropping a coordinate before, between and behind the recurrent layers while training.</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// One layer with states of 50 on vectors of 50: its recurrent layer has 20,400 parameters, the "20K" that the critical
    /// momenta paper prints (Table 7); embedding and output layer come on top.
    /// </summary>
    /// <param name="vocabulary">Different tokens.</param>
    public static LstmConfiguration Paper(int vocabulary) => new() { Vocabulary = vocabulary, EmbeddingSize = 50, HiddenSize = 50 };

    /// <summary>The smaller of the regularised models of Zaremba et al. 2014: two layers of 200.</summary>
    /// <param name="vocabulary">Different tokens.</param>
    public static LstmConfiguration Small(int vocabulary) =>
        new() { Vocabulary = vocabulary, EmbeddingSize = 200, HiddenSize = 200, Layers = 2 };
}
