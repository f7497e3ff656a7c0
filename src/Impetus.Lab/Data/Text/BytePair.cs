namespace Impetus.Lab.Data.Text;

/// <summary>Two tokens that stand side by side.</summary>
/// <param name="Left">The first token.</param>
/// <param name="Right">The second one.</param>
internal readonly record struct BytePair(int Left, int Right)
{
    /// <summary>Puts one token in the place of every occurrence of this pair, from left to right.</summary>
    /// <param name="tokens">The tokens; what remains of them moves to the front.</param>
    /// <param name="merged">The token for the pair.</param>
    /// <returns>The number of tokens that remain.</returns>
    public int Replace(Span<int> tokens, int merged)
    {
        int length = 0;
        for (int place = 0; place < tokens.Length; place++)
        {
            bool isPair = place + 1 < tokens.Length && tokens[place] == Left && tokens[place + 1] == Right;
            tokens[length++] = isPair ? merged : tokens[place];
            place += isPair ? 1 : 0;
        }

        return length;
    }
}
