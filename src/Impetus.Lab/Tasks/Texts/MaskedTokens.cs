using Impetus.Lab.Data;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>
/// Which tokens a model has to guess (Devlin et al. 2019, section 3.1): 15 % of them, of which 80 % are masked, 10 % stand for others
/// drawn at random, and 10 % stay.
/// </summary>
/// <param name="Input">The texts with what stands for their tokens.</param>
/// <param name="Places">Positions in the whole batch, row · length + position.</param>
/// <param name="Labels">The tokens that were there.</param>
internal sealed record MaskedTokens(EncoderInput Input, Tensor Places, Tensor Labels)
{
    private const double Guessed = 0.15, Masked = 0.8, Replaced = 0.1;

    /// <summary>Draws them; at least one.</summary>
    /// <param name="texts">Texts of one length, each with a token that begins it and one that ends it.</param>
    /// <param name="tokenizer">The vocabulary.</param>
    /// <param name="random">Decides.</param>
    public static MaskedTokens Draw(IReadOnlyList<int[]> texts, EncoderTokenizer tokenizer, DeterministicRandom random)
    {
        int length = texts[0].Length;
        List<long> places = [], labels = [];
        EncodedText[] changed = new EncodedText[texts.Count];
        for (int row = 0; row < texts.Count; row++)
        {
            int[] tokens = [.. texts[row]];
            for (int position = 1; position < length - 1; position++)
            {
                bool isLast = row == texts.Count - 1 && position == length - 2;
                if (random.NextShare() < Guessed || (isLast && places.Count == 0))
                {
                    places.Add(((long)row * length) + position);
                    labels.Add(tokens[position]);
                    tokens[position] = Instead(tokens[position], tokenizer, ref random);
                }
            }

            changed[row] = new(tokens, length);
        }

        return new(EncoderInput.Of(changed, tokenizer.Padding), TensorValues.Copy<long>([.. places]), TensorValues.Copy<long>([.. labels]));
    }

    private static int Instead(int token, EncoderTokenizer tokenizer, ref DeterministicRandom random) => random.NextShare() switch
    {
        < Masked => tokenizer.Mask,
        < Masked + Replaced => random.Next(tokenizer.Count),
        _ => token,
    };
}
