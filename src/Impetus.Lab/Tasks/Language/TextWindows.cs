using Impetus.Lab.Data.Text;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>A text as windows of one length, one behind the other. Every window's tokens are predicted from those before them in it.</summary>
/// <param name="text">The text.</param>
/// <param name="length">Predicted tokens of a window.</param>
/// <param name="most">More windows than this are left out.</param>
internal sealed class TextWindows(TokenSequence text, int length, int most = int.MaxValue)
{
    /// <summary>Number of windows.</summary>
    public int Count { get; } = Math.Min(most, (text.Tokens.Length - 1) / length);

    /// <summary>Tokens in a byte of the text.</summary>
    public double TokensPerByte { get; } = (double)text.Tokens.Length / text.Bytes;

    /// <summary>Windows below each other.</summary>
    /// <param name="windows">Their numbers.</param>
    /// <returns>What is read (window, position) and what is predicted (window · position), of type <see cref="ScalarType.Int64"/>.</returns>
    public (Tensor Input, Tensor Labels) At(ReadOnlySpan<int> windows)
    {
        long[] input = new long[windows.Length * length], labels = new long[input.Length];
        for (int k = 0; k < windows.Length; k++)
        {
            ReadOnlySpan<int> window = text.Tokens.Span.Slice(windows[k] * length, length + 1);
            for (int position = 0; position < length; position++)
            {
                input[k * length + position] = window[position];
                labels[k * length + position] = window[position + 1];
            }
        }

        return (TensorValues.Copy(input, windows.Length, length), TensorValues.Copy(labels));
    }
}
