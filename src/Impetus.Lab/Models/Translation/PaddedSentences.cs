using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Translation;

/// <summary>Sentences of different lengths as one tensor.</summary>
/// <param name="Tokens">Tokens (batch, position) of type <see cref="int64"/>; what fills up short sentences is masked.</param>
/// <param name="Mask">Added to attention scores: (batch, 1, 1, position), −∞ behind the end of a sentence; null if all have one length.</param>
public sealed record PaddedSentences(Tensor Tokens, Tensor? Mask)
{
    /// <summary>Puts sentences below each other.</summary>
    /// <param name="sentences">Tokens of every sentence, at least one each.</param>
    /// <param name="type">The type of the model's parameters.</param>
    /// <param name="atLeast">A length that all are filled up to, even if none is as long.</param>
    public static PaddedSentences Of(IReadOnlyList<int[]> sentences, ScalarType type = ScalarType.Float32, int atLeast = 0)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        int length = Math.Max(atLeast, sentences.Max(sentence => sentence.Length));
        long[] tokens = new long[sentences.Count * length];
        float[] mask = new float[tokens.Length];
        for (int row = 0; row < sentences.Count; row++)
        {
            Span<long> place = tokens.AsSpan(row * length, length);
            for (int k = 0; k < sentences[row].Length; k++)
            {
                place[k] = sentences[row][k];
            }
            mask.AsSpan(row * length + sentences[row].Length, length - sentences[row].Length).Fill(float.NegativeInfinity);
        }
        Tensor padded = TensorValues.Copy<long>(tokens, sentences.Count, length);
        return sentences.All(sentence => sentence.Length == length)
            ? new PaddedSentences(padded, null)
            : new PaddedSentences(padded, TensorValues.Copy<float>(mask, sentences.Count, 1, 1, length).to(type));
    }
}

/// <summary>What the encoder made of sentences: keys and values for every block of the decoder.</summary>
/// <param name="Projections">Keys and values, block by block.</param>
/// <param name="Mask">The sentences' <see cref="PaddedSentences.Mask"/>.</param>
public sealed record EncodedSentences(IReadOnlyList<(Tensor Keys, Tensor Values)> Projections, Tensor? Mask)
{
    /// <summary>Some of the sentences.</summary>
    /// <param name="rows">Their positions.</param>
    public EncodedSentences At(IReadOnlyList<int> rows)
    {
        Tensor indices = TensorValues.Copy<long>([.. rows.Select(static row => (long)row)]);
        return new([.. Projections.Select(pair => (pair.Keys.index_select(0, indices), pair.Values.index_select(0, indices)))], Mask?.index_select(0, indices));
    }
}
