using Impetus.Lab.Data;
using Impetus.Lab.Models.Encoders.Tokenizers;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>
/// Which tokens a model has to guess (Devlin et al. 2019, section 3.1): 15 % of them, of which 80 % are masked, 10 % stand for others
/// drawn at random, and 10 % stay.
/// </summary>
/// <param name="Texts">The texts with what stands for their tokens.</param>
/// <param name="Guesses">The text of each, as its row in the batch, the position in it, and the token that was there.</param>
internal sealed record MaskedTokens(IReadOnlyList<EncodedText> Texts, IReadOnlyList<(int Row, int Position, int Token)> Guesses)
{
    private const double Guessed = 0.15, Masked = 0.8, Replaced = 0.1;

    /// <summary>Draws them; at least one.</summary>
    /// <param name="texts">Texts of one length, each with a token that begins it and one that ends it.</param>
    /// <param name="tokenizer">The vocabulary.</param>
    /// <param name="random">Decides.</param>
    public static MaskedTokens Draw(IReadOnlyList<int[]> texts, EncoderTokenizer tokenizer, DeterministicRandom random)
    {
        int length = texts[0].Length;
        List<(int, int, int)> guesses = [];
        EncodedText[] changed = new EncodedText[texts.Count];
        for (int row = 0; row < texts.Count; row++)
        {
            int[] tokens = [.. texts[row]];
            for (int position = 1; position < length - 1; position++)
            {
                bool isLast = row == texts.Count - 1 && position == length - 2;
                if (random.NextShare() < Guessed || (isLast && guesses.Count == 0))
                {
                    guesses.Add((row, position, tokens[position]));
                    tokens[position] = Instead(tokens[position], tokenizer, ref random);
                }
            }

            changed[row] = new(tokens, length);
        }

        return new(changed, guesses);
    }

    /// <summary>Those of a part of the batch: maybe none.</summary>
    public MaskedTokens Of(BatchPart part)
    {
        int end = part.Offset + part.Count;
        return new(
            [.. Texts.Take(part.Offset..end)],
            [.. Guesses.Where(guess => guess.Row >= part.Offset && guess.Row < end).Select(guess => guess with { Row = guess.Row - part.Offset })]);
    }

    private static int Instead(int token, EncoderTokenizer tokenizer, ref DeterministicRandom random) => random.NextShare() switch
    {
        < Masked => tokenizer.Mask,
        < Masked + Replaced => random.Next(tokenizer.Count),
        _ => token,
    };
}
