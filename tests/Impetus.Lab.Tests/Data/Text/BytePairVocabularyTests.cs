using System.Text;
using System.Text.RegularExpressions;
using Impetus.Lab.Data.Text;

namespace Impetus.Lab.Tests.Data.Text;

public sealed partial class BytePairVocabularyTests
{
    [Fact]
    public void Pieces_are_those_of_counting_all_pairs_anew_before_every_merge()
    {
        Random random = new(4);
        foreach (string alphabet in (string[])["ab", "abc d", "aä \n", "ab1. \t\n"])
        {
            for (int sample = 0; sample < 25; sample++)
            {
                string training = Sample(random, alphabet, 300), other = Sample(random, alphabet, 60);
                int most = ByteVocabulary.Bytes + random.Next(60);
                NaiveBytePairs expected = new(training, most);

                BytePairVocabulary pieces = BytePairVocabulary.Of(training, most);

                Assert.Equal(expected.Pieces, Enumerable.Range(0, pieces.Count).Select(token => NaiveBytePairs.Text(pieces.DecodeBytes([token]))));
                Assert.Equal(expected.Encode(training), pieces.Encode(training));
                Assert.Equal(expected.Encode(other), pieces.Encode(other));
            }
        }
    }

    [Fact]
    public void Any_bytes_come_back_even_a_long_run_and_broken_characters()
    {
        BytePairVocabulary pieces = BytePairVocabulary.Of(string.Concat(Enumerable.Repeat("the cat, the Käse 12 \n\n", 20)), 300);
        Random random = new(5);
        byte[] noise = new byte[20_000], run = new byte[200_000];
        random.NextBytes(noise);
        Array.Fill(run, (byte)'t');

        Assert.Equal(noise, pieces.DecodeBytes(pieces.Encode(noise)));
        Assert.Equal(run, pieces.DecodeBytes(pieces.Encode(run)));
        Assert.Equal(" the Käse\uFFFD", pieces.Decode([.. pieces.Encode(" the Käse"), 0xC3]));
        Assert.Empty(pieces.Encode(""));
    }

    [Fact]
    public void A_word_is_one_piece_with_its_space_and_a_line_feed_is_always_one_token()
    {
        BytePairVocabulary pieces = BytePairVocabulary.Of(string.Concat(Enumerable.Repeat("a dog runs\n\n", 9)), 1_000);

        Assert.Equal(["a", " dog", " runs", "\n", "\n"], pieces.Encode("a dog runs\n\n").Select(token => pieces.Decode([token])));
        Assert.True(pieces.Count < 300);      // No pair occurs twice any more.
        Assert.Equal(10, pieces.Encode("a cat\n")[^1]);
    }

    private static string Sample(Random random, string alphabet, int length) => string.Concat(random.GetItems(alphabet.ToCharArray(), length));

    // The definition, as slow as it reads: words found by a pattern, every pair of every word counted before each merge.
    private sealed partial class NaiveBytePairs
    {
        private readonly List<(int Left, int Right)> _merges = [];

        public NaiveBytePairs(string training, int most)
        {
            List<int[]> words = Words(training);
            while (Pieces.Count < most)
            {
                var best = words.SelectMany(word => word.Zip(word.Skip(1)))
                    .GroupBy(pair => pair)
                    .Select(group => (Pair: group.Key, Count: group.Count()))
                    .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Pair)
                    .FirstOrDefault();
                if (best.Count < 2)
                {
                    break;
                }

                words = [.. words.Select(word => Merge(word, best.Pair, Pieces.Count))];
                _merges.Add(best.Pair);
                Pieces.Add(Pieces[best.Pair.First] + Pieces[best.Pair.Second]);
            }
        }

        public List<string> Pieces { get; } = [.. Enumerable.Range(0, 256).Select(value => $"{(char)value}")];

        public static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

        public IEnumerable<int> Encode(string text) =>
            Words(text).SelectMany(word => _merges.Index().Aggregate(word, (tokens, merge) => Merge(tokens, merge.Item, 256 + merge.Index)));

        private static List<int[]> Words(string text) =>
            [.. Word().Matches(Text(Encoding.UTF8.GetBytes(text))).Select(match => match.Value.Select(letter => (int)letter).ToArray())];

        private static int[] Merge(int[] word, (int Left, int Right) pair, int merged)
        {
            List<int> tokens = [.. word];
            for (int k = 0; k + 1 < tokens.Count; k++)
            {
                if ((tokens[k], tokens[k + 1]) == pair)
                {
                    tokens[k] = merged;
                    tokens.RemoveAt(k + 1);
                }
            }

            return [.. tokens];
        }

        // At most 64 bytes each.
        [GeneratedRegex(@"\n| [A-Za-z\x80-\xFF]{1,63}|[A-Za-z\x80-\xFF]{1,64}| [0-9]{1,63}|[0-9]{1,64}| [^A-Za-z\x80-\xFF0-9\s]{1,63}|[^A-Za-z\x80-\xFF0-9\s]{1,64}|[^\S\n]{1,64}(?= \S)|[^\S\n]{1,64}")]
        private static partial Regex Word();
    }
}
