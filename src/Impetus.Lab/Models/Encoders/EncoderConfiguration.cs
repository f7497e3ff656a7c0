namespace Impetus.Lab.Models.Encoders;

/// <summary>Sizes and constants of an encoder.</summary>
public sealed record EncoderConfiguration
{
    /// <summary>The architecture.</summary>
    public required EncoderFamily Family { get; init; }

    /// <summary>Rows of the table of tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Length of a token's vector.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Inner width of the two layers that follow attention.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Heads of attention; a divisor of <see cref="HiddenSize"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Rows of the table of positions.</summary>
    public required int Positions { get; init; }

    /// <summary>Kinds of segments; 0 for none.</summary>
    public int TokenTypes { get; init; }

    /// <summary>The token that fills up short texts.</summary>
    public int PaddingToken { get; init; }

    /// <summary>Whether positions are added to tokens at the start.</summary>
    public bool AddsPositions { get; init; } = true;

    /// <summary>The largest distance that relative attention (DeBERTa) tells apart; 0 for none.</summary>
    public int RelativePositions { get; init; }

    /// <summary>Whether content asks for positions (DeBERTa).</summary>
    public bool ContentToPosition { get; init; }

    /// <summary>Whether positions ask for content (DeBERTa).</summary>
    public bool PositionToContent { get; init; }

    /// <summary>ε of all normalisations.</summary>
    public double NormEpsilon { get; init; } = 1e-12;

    /// <summary>The share of hidden values that training leaves out.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The share of attention that training leaves out.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>The standard deviation of weights that were not trained before.</summary>
    public double InitialDeviation { get; init; } = 0.02;

    /// <summary>The row of the first token's position.</summary>
    public int FirstPosition => Family == EncoderFamily.Roberta ? PaddingToken + 1 : 0;

    /// <summary>The most tokens that a text may have.</summary>
    public int LongestText => Positions - FirstPosition;

    /// <summary>What names of the encoder's parameters begin with in a model with a head.</summary>
    public string Prefix => Family switch
    {
        EncoderFamily.Roberta => "roberta",
        EncoderFamily.Deberta => "deberta",
        _ => "bert",
    };

    /// <summary>Draws a weight that was not trained before.</summary>
    internal Initializer Initial => Initializers.Normal(InitialDeviation);
}
