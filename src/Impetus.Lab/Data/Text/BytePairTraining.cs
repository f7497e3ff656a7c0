using System.Runtime.InteropServices;
using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>
/// Learns which pairs to merge (Sennrich et al. 2016, Algorithm 1): again and again the most frequent one, among equally
/// frequent ones that of the smallest tokens. Counts are kept up to date where a merge changes them, not taken anew.
/// </summary>
internal sealed class BytePairTraining
{
    // A pair that occurs once saves nothing.
    private const long LeastCount = 2;

    private readonly Dictionary<BytePair, long> _counts = [];
    private readonly Dictionary<BytePair, List<Word>> _places = [];

    // A merge only makes pairs of its own token more frequent. So an entry's count is right or too large.
    private readonly PriorityQueue<BytePair, (long Negative, int Left, int Right)> _queue = new();

    private BytePairTraining(ReadOnlySpan<byte> text)
    {
        foreach (Word word in Words(text))
        {
            Count(word, word.Count);
            Note(word, word.Pairs());
        }

        Enqueue(_counts.Keys);
    }

    /// <summary>Learns from a text.</summary>
    /// <param name="text">Its bytes.</param>
    /// <param name="most">The largest number of merges. They end earlier if no pair occurs twice.</param>
    /// <returns>The pairs in the order of their merges; pair k becomes token 256 + k.</returns>
    public static IReadOnlyList<BytePair> Learn(ReadOnlySpan<byte> text, int most)
    {
        BytePairTraining training = new(text);
        List<BytePair> merges = [];
        while (merges.Count < most && training.MostFrequent() is { } pair)
        {
            training.Merge(pair, ByteVocabulary.Bytes + merges.Count);
            merges.Add(pair);
        }

        return merges;
    }

    private static IEnumerable<Word> Words(ReadOnlySpan<byte> text)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[PreTokens.MostBytes];
        while (!text.IsEmpty)
        {
            int length = PreTokens.FirstLength(text);
            Encoding.Latin1.GetChars(text[..length], word);
            CollectionsMarshal.GetValueRefOrAddDefault(lookup, word[..length], out _)++;
            text = text[length..];
        }

        return counts.Select(static word => new Word(word.Key, word.Value));
    }

    private BytePair? MostFrequent()
    {
        while (_queue.TryDequeue(out BytePair pair, out (long Negative, int, int) entry))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count >= LeastCount && count == -entry.Negative)
            {
                return pair;
            }

            Enqueue(count >= LeastCount ? [pair] : []);
        }

        return null;
    }

    private void Merge(BytePair merged, int token)
    {
        HashSet<BytePair> fresh = [];
        _places.Remove(merged, out List<Word>? words);
        foreach (Word word in words!)
        {
            Count(word, -word.Count);
            word.Merge(merged, token);
            Count(word, word.Count);
            BytePair[] made = [.. word.Pairs().Where(pair => pair.Left == token || pair.Right == token)];
            Note(word, made);
            fresh.UnionWith(made);
        }

        Enqueue(fresh);
    }

    private void Enqueue(IEnumerable<BytePair> pairs)
    {
        foreach (BytePair pair in pairs)
        {
            _queue.Enqueue(pair, (-_counts[pair], pair.Left, pair.Right));
        }
    }

    private void Count(Word word, long change)
    {
        foreach (BytePair pair in word.Pairs())
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) += change;
        }
    }

    // Words come one after the other, so a word that is noted for a pair already is the last one there.
    private void Note(Word word, IEnumerable<BytePair> pairs)
    {
        foreach (BytePair pair in pairs)
        {
            ref List<Word>? places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _);
            places ??= [];
            if (places.Count == 0 || places[^1] != word)
            {
                places.Add(word);
            }
        }
    }

    private sealed class Word(string bytes, long count)
    {
        private readonly int[] _tokens = [.. bytes.Select(static value => (int)value)];
        private int _length = bytes.Length;

        public long Count => count;

        public void Merge(BytePair pair, int token) => _length = pair.Replace(_tokens.AsSpan(0, _length), token);

        public IEnumerable<BytePair> Pairs()
        {
            for (int place = 0; place + 1 < _length; place++)
            {
                yield return new(_tokens[place], _tokens[place + 1]);
            }
        }
    }
}
