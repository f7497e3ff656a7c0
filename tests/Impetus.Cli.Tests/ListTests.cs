using System.Diagnostics;
using System.Text.Json;

namespace Impetus.Cli.Tests;

public class ListTests
{
    [Fact]
    public void OptimizersShowTheAlgebra()
    {
        using JsonDocument document = JsonDocument.Parse(CommandLineProcess.Run("list", "optimizers", "--json", "-").IsSuccess());

        JsonElement tam = document.RootElement.GetProperty("optimizers").EnumerateArray().Single(row => row.GetProperty("name").GetString() == "adatamw");
        Assert.Equal("torque-aware", tam.GetProperty("memory").GetString());
        Assert.Equal("second-moment", tam.GetProperty("scaling").GetString());
        Assert.Equal("decoupled", tam.GetProperty("decay").GetString());
        Assert.Equal(8, tam.GetProperty("stateBytesPerParameter").GetInt32());
        Assert.Contains(
            tam.GetProperty("options").EnumerateArray(),
            option => option.GetProperty("key").GetString() == "gamma" && option.GetProperty("default").GetString() == "0.9");
        Assert.All(document.RootElement.GetProperty("optimizers").EnumerateArray(), row => Assert.True(row.GetProperty("searchSpace").GetProperty("lr").GetArrayLength() > 2));
    }

    [Fact]
    public void AKeyThatMeansTwoThingsShowsBoth()
    {
        ProcessStartInfo wide = new() { Environment = { ["COLUMNS"] = "200" } };
        string table = CommandLineProcess.Run(wide, "list", "optimizers").IsSuccess();

        Assert.Contains("of the third heavy ball (aggmo)", table, StringComparison.Ordinal);
        Assert.Contains("how much of the second moment stays (", table, StringComparison.Ordinal);
        Assert.DoesNotContain("1E-", table, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutASubjectTheNamesAreListed()
    {
        string names = CommandLineProcess.Run("list").IsSuccess();
        Assert.All(["adam-cm", "fashion-mnist-cnn", "tam/fig3", "./impetus list tasks"], name => Assert.Contains(name, names, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("optimizers", "quasi-hyperbolic-second-moment")]
    [InlineData("tasks", "fashion-mnist-resnet18")]
    [InlineData("experiments", "compare")]
    public void TablesArePlainTextInAPipe(string subject, string expected)
    {
        string table = CommandLineProcess.Run("list", subject).IsSuccess();

        Assert.Contains(expected, table, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', table);
        Assert.All(table.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }
}
