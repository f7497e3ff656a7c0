using System.Text.Json;

namespace Impetus.Cli.Tests;

public class BenchTests
{
    [Fact]
    public void StepReportsWhatTheContractNames()
    {
        string output = CommandLineProcess.Run("bench", "step", "--optimizer", "tam", "--elements", "5000", "--tensors", "3", "--threads", "2", "--json", "-").IsSuccess();

        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(
            ["optimizer", "elements", "tensors", "threads", "medianMs", "bytesPerElement", "gigabytesPerSecond", "ratioToCopy", "ratioToLoop"],
            document.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(28, document.RootElement.GetProperty("bytesPerElement").GetInt32());
        Assert.All(["medianMs", "gigabytesPerSecond", "ratioToCopy", "ratioToLoop"], name => Assert.True(document.RootElement.GetProperty(name).GetDouble() > 0));
    }

    [Theory]
    [InlineData("ask for at most 10 tensors", "--elements", "10", "--tensors", "11")]
    [InlineData("ask for fewer elements", "--elements", "2000000000000")]
    public void ImpossibleWorkIsRefused(string expected, params string[] options)
        => Assert.Contains(expected, CommandLineProcess.Run(["bench", "step", "--optimizer", "adamw", .. options]).IsBadInput(), StringComparison.Ordinal);
}
