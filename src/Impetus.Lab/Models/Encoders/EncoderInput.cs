using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Encoders;

/// <summary>Texts of different lengths as one batch.</summary>
/// <param name="Tokens">Tokens (batch, position) of type <see cref="int64"/>.</param>
/// <param name="Types">The segment of each token (batch, position); null if all are in the first.</param>
/// <param name="Present">1 for a token, 0 for what fills up a short text (batch, position); null if all have one length.</param>
public sealed record EncoderInput(Tensor Tokens, Tensor? Types, Tensor? Present)
{
    /// <summary>Puts texts below each other.</summary>
    /// <param name="texts">At least one, none without tokens.</param>
    /// <param name="padding">The token that fills up short ones.</param>
    /// <param name="atLeast">A length that all are filled up to, even if none is as long.</param>
    public static EncoderInput Of(IReadOnlyList<EncodedText> texts, int padding, int atLeast = 0)
    {
        ArgumentNullException.ThrowIfNull(texts);
        int length = Math.Max(atLeast, texts.Max(static text => text.Tokens.Count));
        long[] tokens = new long[texts.Count * length], types = new long[tokens.Length];
        float[] present = new float[tokens.Length];
        Array.Fill(tokens, padding);
        for (int row = 0; row < texts.Count; row++)
        {
            int start = row * length, count = texts[row].Tokens.Count;
            for (int k = 0; k < count; k++)
            {
                tokens[start + k] = texts[row].Tokens[k];
            }

            types.AsSpan(start + texts[row].FirstSegment, count - texts[row].FirstSegment).Fill(1);
            present.AsSpan(start, count).Fill(1);
        }

        return new(
            TensorValues.Copy<long>(tokens, texts.Count, length),
            types.Contains(1) ? TensorValues.Copy<long>(types, texts.Count, length) : null,
            present.Contains(0) ? TensorValues.Copy<float>(present, texts.Count, length) : null);
    }

    /// <summary>Added to scores of attention (batch, 1, 1, position): −∞ where nobody may look; null if everybody may look everywhere.</summary>
    internal Tensor? Mask(ScalarType type) =>
        Present is null ? null : zeros(Present.shape, type).FillInPlace(Present.logical_not(), double.NegativeInfinity).unsqueeze(1).unsqueeze(1);
}
