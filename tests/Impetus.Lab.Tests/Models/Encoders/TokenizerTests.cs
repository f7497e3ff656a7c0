using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;

namespace Impetus.Lab.Tests.Models.Encoders;

/// <summary>Tokens as others have published them.</summary>
public sealed class TokenizerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-tokenizer-");

    public void Dispose() => _folder.Delete(recursive: true);

    // From the documentation and the course of Hugging Face; the vocabulary of MiniLM is that of bert-base-uncased.
    [Theory]
    [InlineData("Hello world!", new[] { 101, 7592, 2088, 999, 102 })]
    [InlineData("I've been waiting for a HuggingFace course my whole life.", new[] { 101, 1045, 1005, 2310, 2042, 3403, 2005, 1037, 17662, 12172, 2607, 2026, 2878, 2166, 1012, 102 })]
    [InlineData("I hate this so much!", new[] { 101, 1045, 5223, 2023, 2061, 2172, 999, 102 })]
    [InlineData("Do not meddle in the affairs of wizards, for they are subtle and quick to anger.",
        new[] { 101, 2079, 2025, 19960, 10362, 1999, 1996, 3821, 1997, 16657, 1010, 2005, 2027, 2024, 11259, 1998, 4248, 2000, 4963, 1012, 102 })]
    public void Word_pieces_have_the_published_numbers(string text, int[] published) =>
        Assert.Equal(published, MiniLm().Encode(text, null, 512).Tokens);

    [Theory]
    [InlineData("Café NAÏVE Việt", "cafe naive viet")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("\ud55c", "\u1112\u1161\u11ab")]
    [InlineData("\u6771\u4eac", "\u6771 \u4eac")]
    [InlineData("a\u00a0b\tc", "a b c")]
    [InlineData("won't", "won ' t")]
    public void Accents_capitals_and_signs_do_not_matter_where_the_encoder_does_not_know_them(string text, string other) =>
        Assert.Equal(MiniLm().Pieces(other), MiniLm().Pieces(text));

    [Fact]
    public void Pairs_are_divided_and_cut_from_the_longer_text()
    {
        EncoderTokenizer tokenizer = MiniLm();
        EncodedText pair = tokenizer.Encode("hello world", "hello", 512);
        Assert.Equal([101, 7592, 2088, 102, 7592, 102], pair.Tokens);
        Assert.Equal(4, pair.FirstSegment);

        EncodedText cut = tokenizer.Encode("hello hello hello hello hello", "world world world", 8);
        Assert.Equal([101, 7592, 7592, 7592, 102, 2088, 2088, 102], cut.Tokens);
        Assert.Equal([101, 7592, 102], tokenizer.Encode("hello world", null, 3).Tokens);
    }

    // The vocabulary and the numbers of Hugging Face's own test of RoBERTa's tokenizer.
    [Fact]
    public void Pairs_of_bytes_have_the_published_numbers()
    {
        string[] vocabulary =
        [
            "l", "o", "w", "e", "r", "s", "t", "i", "d", "n", "\u0120", "\u0120l", "\u0120n", "\u0120lo", "\u0120low", "er", "\u0120lowest", "\u0120newer", "\u0120wider", "<unk>", "<s>", "</s>", "<pad>", "<mask>",
        ];
        File.WriteAllText(Path.Combine(_folder.FullName, "vocab.json"), $"{{{string.Join(", ", vocabulary.Select(static (token, number) => $"\"{token}\": {number}"))}}}");
        File.WriteAllText(Path.Combine(_folder.FullName, "merges.txt"), "#version: 0.2\n\u0120 l\n\u0120l o\n\u0120lo w\ne r\n");
        EncoderTokenizer tokenizer = TokenizerFolder.Read(_folder.FullName, EncoderFamily.Roberta);

        Assert.Equal([0, 1, 2, 15, 10, 9, 3, 2, 15], tokenizer.Pieces("lower newer"));
        Assert.Equal([20, 0, 1, 2, 21, 21, 0, 1, 2, 15, 21], tokenizer.Encode("low", "lower", 64).Tokens);
        Assert.Equal(11, tokenizer.Encode("low", "lower", 64).FirstSegment);
        Assert.Equal([0, 1, 2, 23, 14], tokenizer.Pieces("low<mask> low"));
    }

    [Fact]
    public void One_file_of_the_tokenizers_library_will_do()
    {
        string pieces = string.Join(", ", SmallEncoder.Vocabulary.Select(static (token, number) => $"\"{token}\": {number}"));
        File.WriteAllText(Path.Combine(_folder.FullName, "tokenizer.json"), $$"""
            { "model": { "type": "WordPiece", "vocab": { {{pieces}} } }, "normalizer": { "type": "BertNormalizer", "lowercase": true } }
            """);
        EncoderTokenizer tokenizer = TokenizerFolder.Read(_folder.FullName, EncoderFamily.Bert);
        Assert.Equal(["[CLS]", "a", "good", "##ly", "film", ".", "[UNK]", "[SEP]"], tokenizer.Encode("A Goodly film. Zebra", null, 64).Tokens.Select(static token => SmallEncoder.Vocabulary[token]));
        Assert.Contains("holds pieces of words", Assert.Throws<LabException>(() => TokenizerFolder.Read(_folder.FullName, EncoderFamily.Roberta)).Message, StringComparison.Ordinal);
    }

    private static EncoderTokenizer MiniLm() => TokenizerFolder.Read(MiniLmFolder.Path, EncoderFamily.Bert);
}
