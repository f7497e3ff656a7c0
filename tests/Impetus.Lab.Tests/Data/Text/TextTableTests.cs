using System.Text;
using Impetus.Lab.Data.Text.Labelled;

namespace Impetus.Lab.Tests.Data.Text;

public sealed class TextTableTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.tsv");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("fine\tgood\npoor\tbad\n")]
    [InlineData("text\tlabel\nfine\tgood\npoor\tbad")]
    [InlineData("Label\tSentence\r\ngood\tfine\r\nbad\tpoor\r\n\r\n")]
    [InlineData("\ufefffine\tgood\n poor \tbad\n")]
    public void Two_columns_come_in_with_and_without_a_header(string content) =>
        Assert.Equal([("fine", "good"), ("poor", "bad")], Read(content).Select(static text => (text.Text, text.Label)));

    [Theory]
    [InlineData("fine\tgood\nno tab here\n", "line 2, has 0 tabs where 1 tab belong")]
    [InlineData("fine\tgood\nwith\ta tab\tbad\n", "line 2, has 2 tabs where 1 tab belong: write spaces")]
    [InlineData("fine\tgood\n \tbad\n", "line 2, has an empty text")]
    [InlineData("fine\tgood\npoor\t\n", "line 2, has no label")]
    [InlineData("fine\tgood\n\npoor\tbad\n", "line 2, has 0 tabs")]
    [InlineData("\n \n", "is empty")]
    public void What_is_wrong_with_a_line_is_told_with_file_and_line(string content, string reason)
    {
        string message = Assert.Throws<LabException>(() => Read(content)).Message;
        Assert.StartsWith(_path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_told_with_the_way_out()
    {
        File.WriteAllBytes(_path, [.. "fine\tgood\ncaf"u8, 0xE9, .. "\tbad\n"u8]);
        Assert.Contains("line 2, is not in UTF-8", Assert.Throws<LabException>(() => TextTable.Read(_path, TableLayout.OfTwoColumns)).Message, StringComparison.Ordinal);
        File.WriteAllText(_path, "fine\tgood\n", Encoding.Unicode);
        Assert.Contains("is in UTF-16", Assert.Throws<LabException>(() => TextTable.Read(_path, TableLayout.OfTwoColumns)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenth_is_held_out_twice_and_no_label_is_lost_to_training()
    {
        LabelledText[] texts = [.. Enumerable.Range(0, 60).Select(static number => new LabelledText($"{number}", null, number < 57 ? "often" : $"once {number}", ""))];
        LabelledTexts split = LabelledTexts.Split(texts, "sample");
        Assert.Equal((48, 6, 6), (split.Training.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(texts.Select(static text => text.Text).Order(), split.Training.Concat(split.Validation).Concat(split.Test).Select(static text => text.Text).Order());
        Assert.Equal(4, split.Training.Select(static text => text.Label).Distinct().Count());
        Assert.Contains("needs at least 20", Assert.Throws<LabException>(() => LabelledTexts.Split(texts[..19], "sample")).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<LabelledText> Read(string content)
    {
        File.WriteAllText(_path, content);
        return TextTable.Read(_path, TableLayout.OfTwoColumns);
    }
}
