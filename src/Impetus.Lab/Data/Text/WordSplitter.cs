namespace Impetus.Lab.Data.Text;

/// <summary>Finds words between white space.</summary>
internal static class WordSplitter
{
    /// <summary>Where the words of a text are, in order; an empty range is the end of a line. The last line needs no line feed.</summary>
    public static IEnumerable<Range> Split(string text)
    {
        int start = 0;
        for (int k = 0; k <= text.Length; k++)
        {
            bool isEnd = k == text.Length;
            if (!isEnd && !char.IsWhiteSpace(text[k]))
            {
                continue;
            }

            if (k > start)
            {
                yield return start..k;
            }

            if (isEnd ? k > 0 && text[k - 1] != '\n' : text[k] == '\n')
            {
                yield return k..k;
            }

            start = k + 1;
        }
    }
}
