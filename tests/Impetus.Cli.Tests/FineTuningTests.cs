using System.Diagnostics;

namespace Impetus.Cli.Tests;

/// <summary>Files of a user's own for tasks on texts.</summary>
public sealed class FineTuningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--data FILE", "--task", "text-classification")]
    [InlineData("--data is for --task text-classification: fashion-mnist-mlp has data of its own", "--task", "fashion-mnist-mlp", "--data", "my.tsv")]
    [InlineData("fashion-mnist-mlp does not", "--task", "fashion-mnist-mlp", "--encoder", "somewhere")]
    [InlineData("none.tsv is missing", "--task", "text-classification", "--data", "none.tsv")]
    [InlineData("data get spam", "--task", "spam")]
    public void What_does_not_go_together_is_told(string reason, params string[] arguments) =>
        Assert.Contains(reason, Train(arguments).IsBadInput(), StringComparison.Ordinal);

    [Fact]
    public void A_bad_line_is_told_before_the_encoder_is_looked_for()
    {
        string table = _folder["my.tsv"];
        File.WriteAllLines(table, [.. Enumerable.Repeat("a fine film\tgood", 30), "no label here"]);
        Assert.Contains($"{table}, line 31, has 0 tabs", Train("--task", "text-classification", "--data", table).IsBadInput(), StringComparison.Ordinal);

        File.WriteAllLines(table, [.. Enumerable.Repeat("a fine film\tgood", 30), .. Enumerable.Repeat("a poor film\tbad", 30)]);
        Assert.Contains("run './impetus data get minilm'", Train("--task", "text-classification", "--data", table).IsBadInput(), StringComparison.Ordinal);
        Assert.Contains("config.json", Train("--task", "text-classification", "--data", table, "--encoder", Directory.CreateDirectory(_folder["empty"]).FullName).IsBadInput(), StringComparison.Ordinal);
    }

    private ProcessResult Train(params string[] arguments) => CommandLineProcess.Run(
        new ProcessStartInfo { WorkingDirectory = _folder.Path, Environment = { ["IMPETUS_DATA"] = Directory.CreateDirectory(_folder["data"]).FullName } },
        ["train", "--optimizer", "adamw", "--scale", "smoke", "--out", _folder["run"], .. arguments]);
}
