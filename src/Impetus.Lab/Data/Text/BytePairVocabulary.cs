using System.Collections.Concurrent;
using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>
/// Pieces of words, learnt from a training text by merging the most frequent pairs of tokens (Sennrich et al. 2016), starting
/// from bytes: knows every text. Tokens 0 to 255 are the bytes, the others the merges in their order. No piece reaches from
/// one word to the next; the space before a word belongs to it, and a line feed is always token 10.
/// </summary>
public sealed class BytePairVocabulary : IVocabulary
{
    private readonly Dictionary<BytePair, int> _merges = [];
    private readonly List<byte[]> _pieces;
    // Words that were met, byte by byte as characters.
    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);

    private BytePairVocabulary(IReadOnlyList<BytePair> merges)
    {
        _pieces = [.. Enumerable.Range(0, ByteVocabulary.Bytes).Select(static value => new[] { (byte)value })];
        foreach (BytePair pair in merges)
        {
            _merges.Add(pair, _pieces.Count);
            _pieces.Add([.. _pieces[pair.Left], .. _pieces[pair.Right]]);
        }
    }

    /// <inheritdoc/>
    public int Count => _pieces.Count;

    /// <summary>Learns the pieces of a text. The same text gives the same pieces everywhere.</summary>
    /// <param name="training">The text.</param>
    /// <param name="most">The largest number of tokens, from 256. There are fewer if no pair occurs twice any more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer tokens than bytes.</exception>
    public static BytePairVocabulary Of(string training, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, ByteVocabulary.Bytes);
        return new(BytePairTraining.Learn(Encoding.UTF8.GetBytes(training), most - ByteVocabulary.Bytes));
    }

    /// <inheritdoc/>
    public int[] Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>The tokens of bytes, which need not be text.</summary>
    public int[] Encode(ReadOnlySpan<byte> bytes)
    {
        ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[PreTokens.MostBytes];
        List<int> tokens = [];
        while (!bytes.IsEmpty)
        {
            int length = PreTokens.FirstLength(bytes);
            Encoding.Latin1.GetChars(bytes[..length], word);
            if (!known.TryGetValue(word[..length], out int[]? pieces))
            {
                known.TryAdd(word[..length], pieces = Pieces(bytes[..length]));
            }

            tokens.AddRange(pieces);
            bytes = bytes[length..];
        }

        return [.. tokens];
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are no UTF-8, as between pieces of different words, become U+FFFD.</remarks>
    public string Decode(ReadOnlySpan<int> tokens) => Encoding.UTF8.GetString(DecodeBytes(tokens));

    /// <summary>The bytes of tokens.</summary>
    public byte[] DecodeBytes(ReadOnlySpan<int> tokens)
    {
        List<byte> bytes = [];
        foreach (int token in tokens)
        {
            bytes.AddRange(_pieces[token]);
        }

        return [.. bytes];
    }

    // Merges as training did: the pair that was learnt first, wherever it stands, then the next one.
    private int[] Pieces(ReadOnlySpan<byte> word)
    {
        int[] tokens = new int[word.Length];
        for (int place = 0; place < word.Length; place++)
        {
            tokens[place] = word[place];
        }

        Span<int> rest = tokens;
        while (Earliest(rest) is { } pair)
        {
            rest = rest[..pair.Replace(rest, _merges[pair])];
        }

        return [.. rest];
    }

    private BytePair? Earliest(ReadOnlySpan<int> tokens)
    {
        (BytePair? earliest, int first) = (null, int.MaxValue);
        for (int place = 0; place + 1 < tokens.Length; place++)
        {
            BytePair pair = new(tokens[place], tokens[place + 1]);
            if (_merges.TryGetValue(pair, out int token) && token < first)
            {
                (earliest, first) = (pair, token);
            }
        }

        return earliest;
    }
}
