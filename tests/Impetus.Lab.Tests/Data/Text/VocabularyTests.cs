using Impetus.Lab.Data.Text;

namespace Impetus.Lab.Tests.Data.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void Words_come_by_frequency_and_lines_have_ends()
    {
        WordVocabulary words = WordVocabulary.Of(" the cat \n the <unk> dog\n\n the end\n");

        // Four ends of lines, three times "the", then by the order of characters.
        Assert.Equal(["<eos>", "the", "<unk>", "cat", "dog", "end"], words.Words);
        Assert.Equal([1, 3, 0, 0, 1, 2, 0], words.Encode("the\tcat\n\nthe bird"));
        Assert.Equal("the cat\n\nthe <unk>\n", words.Decode(words.Encode("the\tcat\n\nthe bird")));
    }

    [Fact]
    public void Rare_words_are_left_out_but_never_the_unknown_one()
    {
        WordVocabulary words = WordVocabulary.Of("a a b", leastCount: 2);

        Assert.Equal(["a", "<eos>", "<unk>"], words.Words);
        Assert.Equal([0, 2, 1], words.Encode("a b"));
    }

    [Fact]
    public void Characters_are_whole_whatever_their_code_point()
    {
        CharacterVocabulary characters = CharacterVocabulary.Of("b\na😀é");

        Assert.Equal(6, characters.Count);
        Assert.Equal([0, 1, 2, 3, 4, 5], characters.Encode("\nabé😀?"));
        Assert.Equal("é😀\uFFFD", characters.Decode(characters.Encode("é😀z")));
    }

    [Fact]
    public void Bytes_know_every_text()
    {
        const string Text = "Straße 😀\0";

        Assert.Equal([0xC3, 0x9F], new ByteVocabulary().Encode("ß"));
        Assert.Equal(Text, new ByteVocabulary().Decode(new ByteVocabulary().Encode(Text)));
    }

    [Fact]
    public void The_vocabulary_comes_from_the_training_part_alone_and_bytes_are_those_of_the_text()
    {
        TokenizedText text = new TextParts("ab\n", "abc\n", "é\n").Tokenize(CharacterVocabulary.Of);

        Assert.Equal(4, text.Vocabulary.Count);
        Assert.Equal([1, 2, 3, 0], text.Validation.Tokens.ToArray());
        Assert.Equal((3, 4, 3), (text.Training.Bytes, text.Validation.Bytes, text.Test.Bytes));
    }
}
