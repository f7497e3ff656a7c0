using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>Every byte of UTF-8 is a token: knows every text, needs no training.</summary>
public sealed class ByteVocabulary : IVocabulary
{
    /// <summary>Number of different bytes.</summary>
    internal const int Bytes = 256;

    /// <inheritdoc/>
    public int Count => Bytes;

    /// <inheritdoc/>
    public int[] Encode(string text) => Array.ConvertAll(Encoding.UTF8.GetBytes(text), value => (int)value);

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> tokens) => Encoding.UTF8.GetString(Array.ConvertAll(tokens.ToArray(), token => checked((byte)token)));
}
