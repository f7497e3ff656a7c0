using Impetus.Lab.Metrics;

namespace Impetus.Lab.Tests.Metrics;

public sealed class BleuTests
{
    [Theory] // Every rule of the published tokenizer once.
    [InlineData("Hello, world.", "Hello|,|world|.")]
    [InlineData("It costs $1,000.50 (or so)!", "It|costs|$|1,000.50|(|or|so|)|!")]
    [InlineData("a well-known 3-2 win", "a|well-known|3|-|2|win")]
    [InlineData("it's 5,x and .5 y. z", "it's|5|,|x|and|.|5|y|.|z")]
    [InlineData("&quot;A&amp;B&quot; &lt;c&gt;", "\"|A|&|B|\"|<|c|>")]
    [InlineData("Ein Mann, der läuft – schnell.", "Ein|Mann|,|der|läuft|–|schnell|.")]
    public void Words_are_those_of_mteval(string sentence, string words) =>
        Assert.Equal(words.Split('|'), EvaluationTokenizer.Split(sentence));

    [Fact]
    public void A_perfect_translation_has_100_and_a_shorter_one_pays()
    {
        string[] reference = ["the quick brown fox jumps over the lazy dog"];
        Assert.Equal(100, Bleu.Corpus(reference, reference), 1e-12);
        // All grams of the first six words are right: only the brevity penalty is left, exp(1 − 9/6).
        Assert.Equal(100 * Math.Exp(-0.5), Bleu.Corpus(["the quick brown fox jumps over"], reference), 1e-12);
    }

    [Fact]
    public void Counts_are_clipped_and_pooled_over_the_set()
    {
        // First: the the the the the the the against "the cat is on the mat": 2 of 7 words (the paper's example), nothing longer.
        Assert.Equal(0, Bleu.Corpus(["the the the the the the the"], ["the cat is on the mat"]));

        // Together with a b c d e against a b c d f: 2 + 4 of 12 words, 0 + 3 of 10 pairs, 0 + 2 of 8 triples, 0 + 1 of 6
        // quadruples; 12 words against 11: no penalty.
        double expected = 100 * Math.Pow(6.0 / 12 * 3 / 10 * 2 / 8 * 1 / 6, 0.25);
        Assert.Equal(expected, Bleu.Corpus(["the the the the the the the", "a b c d e"], ["the cat is on the mat", "a b c d f"]), 1e-10);
    }

    [Fact]
    public void Sets_of_different_sizes_are_refused() =>
        Assert.Contains("2 translations", Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a", "b"], ["a"])).Message);
}
