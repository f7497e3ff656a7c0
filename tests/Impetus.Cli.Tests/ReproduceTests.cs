using System.Text.Json;

namespace Impetus.Cli.Tests;

public class ReproduceTests
{
    [Fact]
    public void JsonHoldsTheResultAndNothingElse()
    {
        ProcessResult result = CommandLineProcess.Run("reproduce", "cm/fig3", "--scale", "smoke", "--seed", "1", "--json", "-");

        using JsonDocument document = JsonDocument.Parse(result.IsSuccess());
        JsonElement root = document.RootElement;
        Assert.Equal(
            ["claims", "columns", "environment", "id", "paper", "rows", "scale", "seeds"],
            root.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("cm/fig3", root.GetProperty("id").GetString());
        Assert.Equal("smoke", root.GetProperty("scale").GetString());
        Assert.All(root.GetProperty("rows").EnumerateArray(), row => Assert.NotEmpty(row.GetProperty("optimizer").GetString()!));
        // A claim that fails is a finding, not a failure.
        Assert.Contains(root.GetProperty("claims").EnumerateArray(), claim => !claim.GetProperty("holds").GetBoolean() && claim.GetProperty("evidence").GetString()!.Length > 0);
    }

    [Fact]
    public void TheListNamesEveryExperimentWithItsClaims()
    {
        using JsonDocument document = JsonDocument.Parse(CommandLineProcess.Run("reproduce", "--list", "--json", "-").IsSuccess());
        JsonElement[] experiments = [.. document.RootElement.GetProperty("experiments").EnumerateArray()];

        Assert.Contains(experiments, experiment => experiment.GetProperty("name").GetString() == "maxva/fig2");
        Assert.All(experiments, experiment => Assert.NotEqual(0, experiment.GetProperty("claims").GetArrayLength()));
        Assert.Contains("maxva/fig2", CommandLineProcess.Run("reproduce", "--list").IsSuccess(), StringComparison.Ordinal);
        Assert.Contains("maxva/fig2", CommandLineProcess.Run("list", "experiments").IsSuccess(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean 'cm/fig3'", "cm/fig33")]
    [InlineData("--list", "cm/fig3", "--list")]
    [InlineData("needs the ID")]
    [InlineData("folder does not exist", "cm/fig3", "--report", "nowhere/at/all.html")]
    public void BadUsageIsToldInOneLine(string expected, params string[] arguments)
        => Assert.Contains(expected, CommandLineProcess.Run(["reproduce", .. arguments]).IsBadInput(), StringComparison.Ordinal);
}
