namespace Impetus.Lab.Metrics;

/// <summary>
/// BLEU of a whole set of translations against one reference each (Papineni et al. 2002): the geometric mean of the clipped
/// precisions of 1 to 4 words in a row, counted over the set, times exp(1 − r/c) if the translations have fewer words (c)
/// than the references (r). No smoothing: a precision of 0 makes it 0.
/// </summary>
public static class Bleu
{
    private const int LongestGram = 4;

    /// <summary>BLEU of sentences, divided into words by <see cref="EvaluationTokenizer"/>.</summary>
    /// <param name="translations">What is judged.</param>
    /// <param name="references">As many references.</param>
    /// <returns>0 to 100.</returns>
    /// <exception cref="ArgumentException">The numbers of sentences differ.</exception>
    public static double Corpus(IReadOnlyList<string> translations, IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(translations);
        ArgumentNullException.ThrowIfNull(references);
        if (translations.Count != references.Count)
        {
            throw new ArgumentException($"{translations.Count} translations cannot be judged by {references.Count} references.", nameof(references));
        }

        long[] hits = new long[LongestGram], grams = new long[LongestGram];
        long length = 0, referenceLength = 0;
        foreach ((string translation, string reference) in translations.Zip(references))
        {
            string[] words = EvaluationTokenizer.Split(translation), wanted = EvaluationTokenizer.Split(reference);
            length += words.Length;
            referenceLength += wanted.Length;
            for (int n = 1; n <= LongestGram; n++)
            {
                Dictionary<string, int> allowed = Grams(wanted, n);
                grams[n - 1] += Math.Max(0, words.Length - n + 1);
                hits[n - 1] += Grams(words, n).Sum(gram => Math.Min(gram.Value, allowed.GetValueOrDefault(gram.Key)));
            }
        }

        if (hits.Contains(0))
        {
            return 0;
        }

        double precision = Math.Exp(hits.Zip(grams, (hit, all) => Math.Log((double)hit / all)).Average());
        double brevity = length > referenceLength ? 1 : Math.Exp(1 - (double)referenceLength / length);
        return 100 * brevity * precision;
    }

    // Words hold no space, so a gram's text is unambiguous.
    private static Dictionary<string, int> Grams(string[] words, int length)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        for (int start = 0; start + length <= words.Length; start++)
        {
            string gram = string.Join(' ', words, start, length);
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        return counts;
    }
}
