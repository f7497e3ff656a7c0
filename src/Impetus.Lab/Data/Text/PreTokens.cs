namespace Impetus.Lab.Data.Text;

/// <summary>
/// Cuts a text where pieces must not reach across: into runs of letters, digits, spaces or other signs; a single space goes
/// with what follows, as in " word". Every line feed stands alone, so it is one token in any vocabulary.
/// </summary>
internal static class PreTokens
{
    /// <summary>The longest one. Longer runs, as in texts without spaces, are cut: merging within one takes quadratic time.</summary>
    public const int MostBytes = 64;

    private enum Kind
    {
        Other,
        Letter,
        Digit,
        Space,
        LineFeed,
    }

    /// <summary>The length of the first one.</summary>
    /// <param name="text">At least one byte. Those beyond ASCII count as letters.</param>
    public static int FirstLength(ReadOnlySpan<byte> text)
    {
        int length = GoesWithNext(text, 0) ? 2 : 1;
        Kind kind = KindOf(text[length - 1]);
        int most = kind == Kind.LineFeed ? 1 : Math.Min(text.Length, MostBytes);
        while (length < most && KindOf(text[length]) == kind && !GoesWithNext(text, length))
        {
            length++;
        }

        return length;
    }

    private static bool GoesWithNext(ReadOnlySpan<byte> text, int place) =>
        text[place] == ' ' && place + 1 < text.Length && KindOf(text[place + 1]) is not (Kind.Space or Kind.LineFeed);

    private static Kind KindOf(byte value) => (char)value switch
    {
        '\n' => Kind.LineFeed,
        ' ' or '\t' or '\r' or '\v' or '\f' => Kind.Space,
        >= '0' and <= '9' => Kind.Digit,
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or >= '\x80' => Kind.Letter,
        _ => Kind.Other,
    };
}
