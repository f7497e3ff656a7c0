using System.Text;
using Impetus.Lab.Data.Text;

namespace Impetus.Lab.Tests.Data.Text;

public sealed class TextFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-text-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_divided_at_ends_of_lines_and_nothing_is_lost(bool gzipped)
    {
        string text = string.Concat(Enumerable.Range(0, 2_000).Select(line => $"line {line}: ä😀\n"));
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)];

        TextParts parts = PlainText.Load(Write(gzipped ? DataFolderTests.Gzip(bytes) : bytes));

        Assert.Equal(text, parts.Training + parts.Validation + parts.Test);
        Assert.All(new[] { parts.Training, parts.Validation, parts.Test }, part => Assert.EndsWith("😀\n", part, StringComparison.Ordinal));
        Assert.Equal(0.9, parts.Training.Length / (double)text.Length, 2e-3);
    }

    [Fact]
    public void A_text_without_lines_is_not_cut_within_a_character()
    {
        string text = string.Concat(Enumerable.Repeat("😀", 101));

        TextParts parts = PlainText.Split(text, "faces");

        Assert.All(new[] { parts.Training, parts.Validation, parts.Test }, part => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part))));
        Assert.Equal(text, parts.Training + parts.Validation + parts.Test);
    }

    public static TheoryData<byte[], string> Hostile => new()
    {
        { [], "too short" },
        { "a"u8.ToArray(), "too short" },
        { [.. new byte[40], 0xFF, .. new byte[40]], "not UTF-8: byte 40" },
        { DataFolderTests.Gzip(new byte[100_000])[..60], "truncated" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_no_text_is_refused_with_its_path(byte[] content, string reason)
    {
        string path = Write(content);

        string message = Assert.Throws<LabException>(() => PlainText.Load(path)).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_are_paired_line_by_line()
    {
        IReadOnlyList<SentencePair> pairs = SentencePair.Pair("eins\u2028noch\r\nzwei\n", "one\ntwo", "numbers");

        Assert.Equal([new("eins\u2028noch", "one"), new("zwei", "two")], pairs);
        Assert.Contains("2 lines against 3", Assert.Throws<LabException>(() => SentencePair.Pair("a\nb\n", "a\n\nb\n", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_language_is_told_with_those_there_are() =>
        Assert.Contains("de, en, fr", Assert.Throws<LabException>(() => Multi30k.Load("de", "it")).Message, StringComparison.Ordinal);

    private string Write(byte[] content)
    {
        string path = Path.Combine(_folder.FullName, "text");
        File.WriteAllBytes(path, content);
        return path;
    }
}
