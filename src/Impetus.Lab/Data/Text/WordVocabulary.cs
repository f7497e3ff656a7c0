using System.Runtime.InteropServices;
using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>
/// The words of a training text, divided by white space; every line ends with <see cref="EndOfLine"/>. The most frequent
/// words come first (equal ones in the order of their characters). Other words are <see cref="Unknown"/>.
/// </summary>
public sealed class WordVocabulary : IVocabulary
{
    /// <summary>What stands for words that are not in the vocabulary.</summary>
    public const string Unknown = "<unk>";

    /// <summary>What stands for the end of a line.</summary>
    public const string EndOfLine = "<eos>";

    private readonly string[] _words;
    private readonly Dictionary<string, int> _tokens;

    private WordVocabulary(string[] words)
    {
        _words = words;
        _tokens = words.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public int Count => _words.Length;

    /// <summary>The words, by token.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The token of a word; that of <see cref="Unknown"/> if the vocabulary does not have it.</summary>
    public int this[string word] => _tokens.TryGetValue(word, out int token) ? token : _tokens[Unknown];

    /// <summary>The words of a text.</summary>
    /// <param name="training">The text.</param>
    /// <param name="leastCount">Words that are seen less often are left out.</param>
    public static WordVocabulary Of(string training, int leastCount = 1)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range range in WordSplitter.Split(training))
        {
            ReadOnlySpan<char> word = training.AsSpan(range);
            CollectionsMarshal.GetValueRefOrAddDefault(lookup, word.IsEmpty ? EndOfLine : word, out _)++;
        }

        counts.TryAdd(Unknown, 0);
        counts.TryAdd(EndOfLine, 0);
        IEnumerable<string> words = counts.Where(pair => pair.Value >= leastCount || pair.Key is Unknown or EndOfLine)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key);
        return new([.. words]);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = _tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        int unknown = _tokens[Unknown];
        List<int> tokens = [];
        foreach (Range range in WordSplitter.Split(text))
        {
            ReadOnlySpan<char> word = text.AsSpan(range);
            tokens.Add(lookup.TryGetValue(word.IsEmpty ? EndOfLine : word, out int token) ? token : unknown);
        }

        return [.. tokens];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        StringBuilder text = new();
        foreach (int token in tokens)
        {
            string word = _words[token];
            text.Append(word == EndOfLine ? "\n" : text.Length == 0 || text[^1] == '\n' ? word : " " + word);
        }

        return text.ToString();
    }
}
