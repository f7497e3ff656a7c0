namespace Impetus.Lab.Data.Text;

/// <summary>A sentence in two languages.</summary>
/// <param name="Source">What is translated.</param>
/// <param name="Target">Its translation.</param>
public sealed record SentencePair(string Source, string Target)
{
    /// <summary>Pairs the lines of two texts.</summary>
    /// <param name="source">Sentences, one a line.</param>
    /// <param name="target">Their translations, one a line.</param>
    /// <param name="name">What the texts are called in messages.</param>
    /// <exception cref="LabException">One has more lines than the other.</exception>
    public static IReadOnlyList<SentencePair> Pair(string source, string target, string name)
    {
        (string[] sources, string[] targets) = (Lines(source), Lines(target));
        return sources.Length == targets.Length
            ? [.. sources.Zip(targets, (from, to) => new SentencePair(from, to))]
            : throw new LabException($"The texts {name} do not belong together: {sources.Length:N0} lines against {targets.Length:N0}.");
    }

    // Other characters that some call line ends occur within sentences.
    private static string[] Lines(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
