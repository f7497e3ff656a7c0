namespace Impetus.Cli.Shared.Options;

/// <summary>The value of <c>--optimizers</c>: specifications separated by commas, which may hold commas themselves.</summary>
internal static class OptimizerList
{
    /// <summary>
    /// Splits <c>adamw:lr=1e-3,beta1=.8,tam</c> into <c>adamw:lr=1e-3,beta1=.8</c> and <c>tam</c>: a piece
    /// <c>key=value</c> without a name before it belongs to the specification before it, and so does anything inside parentheses.
    /// </summary>
    /// <param name="text">The whole list.</param>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> specifications = [];
        foreach (string piece in Pieces(text))
        {
            if (specifications.Count > 0 && IsOption(piece))
            {
                specifications[^1] += "," + piece;
            }
            else
            {
                specifications.Add(piece);
            }
        }

        return specifications;
    }

    private static bool IsOption(string piece)
    {
        int end = piece.IndexOf('=');
        return end >= 0 && piece.AsSpan(0, end).IndexOfAny(':', '(') < 0;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        int start = 0, depth = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char letter = i < text.Length ? text[i] : ',';
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (i == text.Length || (letter == ',' && depth <= 0))
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }
    }
}
