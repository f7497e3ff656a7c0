using Microsoft.ML.Tokenizers;

namespace Impetus.Lab.Models.Encoders.Tokenizers;

/// <summary>Turns texts into the tokens of an encoder, as the encoder was trained.</summary>
public sealed class EncoderTokenizer
{
    private readonly Tokenizer _tokenizer;
    private readonly SpecialTokens _special;

    /// <summary>Wraps a tokenizer.</summary>
    /// <param name="tokenizer">Splits a text, without tokens that begin or end it.</param>
    /// <param name="special">The tokens with a meaning.</param>
    /// <param name="count">Tokens in the vocabulary.</param>
    /// <param name="source">The file that it was read from.</param>
    internal EncoderTokenizer(Tokenizer tokenizer, SpecialTokens special, int count, string source) =>
        (_tokenizer, _special, Count, Source) = (tokenizer, special, count, source);

    /// <summary>Tokens in the vocabulary.</summary>
    public int Count { get; }

    /// <summary>The file that the vocabulary was read from.</summary>
    public string Source { get; }

    /// <summary>The token that fills up short texts.</summary>
    public int Padding => _special.Padding;

    /// <summary>The token in the place of one that is to be guessed.</summary>
    public int Mask => _special.Mask;

    /// <summary>Encodes a text, or a pair of texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="second">What it is paired with; or null.</param>
    /// <param name="longest">The most tokens; of what is too long the end is left out, in a pair that of the longer text first.</param>
    public EncodedText Encode(string text, string? second, int longest)
    {
        int[] first = Pieces(text), other = second is null ? [] : Pieces(second);
        int around = second is null ? 2 : 2 + _special.Between.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, around + 1);
        (int kept, int otherKept) = Kept(first.Length, other.Length, longest - around);
        List<int> tokens = [_special.Start, .. first.AsSpan(0, kept)];
        if (second is null)
        {
            tokens.Add(_special.End);
            return new(tokens, tokens.Count);
        }

        tokens.AddRange(_special.Between);
        int segment = tokens.Count;
        tokens.AddRange(other.AsSpan(0, otherKept));
        tokens.Add(_special.End);
        return new(tokens, _special.HasSegments ? segment : tokens.Count);
    }

    /// <summary>A text's tokens alone.</summary>
    public int[] Pieces(string text) => _tokenizer switch
    {
        BertTokenizer pieces => [.. pieces.EncodeToIds(BertText.Clean(text, hasAccents: !pieces.LowerCaseBeforeTokenization), addSpecialTokens: false)],
        _ => [.. _tokenizer.EncodeToIds(text)],
    };

    /// <summary>Tokens with the one that begins a text before them and the one that ends it behind.</summary>
    public int[] Window(IReadOnlyList<int> pieces) => [_special.Start, .. pieces, _special.End];

    // As Hugging Face's "longest first": one token at a time from the longer one, of equals from the second.
    private static (int First, int Second) Kept(int first, int second, int room)
    {
        while (first + second > room)
        {
            if (first > second)
            {
                first--;
            }
            else
            {
                second--;
            }
        }

        return (first, second);
    }
}

/// <summary>Tokens with a meaning.</summary>
/// <param name="Start">Begins every text.</param>
/// <param name="End">Ends every text.</param>
/// <param name="Padding">Fills up short ones.</param>
/// <param name="Mask">Stands for one that is to be guessed.</param>
/// <param name="Between">Stand between the two texts of a pair.</param>
/// <param name="HasSegments">Whether the encoder is told which text of a pair a token is of.</param>
internal sealed record SpecialTokens(int Start, int End, int Padding, int Mask, IReadOnlyList<int> Between, bool HasSegments);
