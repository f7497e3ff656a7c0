using Impetus.Lab.Data.Text;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>A text cut into pieces of equal length that are read side by side, some tokens at a time.</summary>
/// <param name="text">The text.</param>
/// <param name="streams">Pieces.</param>
/// <param name="length">Tokens of a piece in a step.</param>
/// <param name="most">More steps than this are left out.</param>
internal sealed class TextStreams(TokenSequence text, int streams, int length, int most = int.MaxValue)
{
    /// <summary>Number of steps through the text.</summary>
    public int Count { get; } = Math.Min(most, (text.Tokens.Length / streams - 1) / length);

    /// <summary>Pieces.</summary>
    public int Streams => streams;

    /// <summary>Tokens in a byte of the text.</summary>
    public double TokensPerByte { get; } = (double)text.Tokens.Length / text.Bytes;

    /// <summary>The tokens of a step.</summary>
    /// <param name="step">Its number, from 0.</param>
    /// <returns>What is read (stream, position) and what is predicted (stream · position), of type <see cref="ScalarType.Int64"/>.</returns>
    public (Tensor Input, Tensor Labels) At(int step) => At(step, BatchPart.Of(streams, 0, 1));

    /// <summary>The tokens that some of the pieces have in a step.</summary>
    /// <param name="step">Its number, from 0.</param>
    /// <param name="part">Which pieces.</param>
    /// <returns>As for all pieces.</returns>
    public (Tensor Input, Tensor Labels) At(int step, BatchPart part)
    {
        long[] input = new long[part.Count * length], labels = new long[input.Length];
        int piece = text.Tokens.Length / streams;
        for (int stream = 0; stream < part.Count; stream++)
        {
            ReadOnlySpan<int> window = text.Tokens.Span.Slice((part.Offset + stream) * piece + step * length, length + 1);
            for (int position = 0; position < length; position++)
            {
                input[stream * length + position] = window[position];
                labels[stream * length + position] = window[position + 1];
            }
        }

        return (TensorValues.Copy(input, part.Count, length), TensorValues.Copy(labels));
    }
}
