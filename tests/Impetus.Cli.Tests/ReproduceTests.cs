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
            ["claims", "columns", "environment", "id", "notes", "paper", "rows", "scale", "seed", "seeds", "title"],
            root.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("cm/fig3", root.GetProperty("id").GetString());
        Assert.Equal("smoke", root.GetProperty("scale").GetString());
        Assert.All(root.GetProperty("rows").EnumerateArray(), row => Assert.NotEmpty(row.GetProperty("optimizer").GetString()!));
        // A claim that fails is a finding, not a failure.
        Assert.Contains(root.GetProperty("claims").EnumerateArray(), claim => !claim.GetProperty("holds").GetBoolean() && claim.GetProperty("evidence").GetString()!.Length > 0);
        Assert.All(root.GetProperty("claims").EnumerateArray(), claim => Assert.Equal(claim.GetProperty("holds").GetBoolean(), claim.GetProperty("verdict").GetString() == "holds"));
        JsonElement depends = root.GetProperty("claims").EnumerateArray().Single(claim => claim.GetProperty("verdict").GetString() == "depends");
        Assert.Equal(
            [(true, "fails"), (false, "holds")],
            depends.GetProperty("readings").EnumerateArray().Select(reading => (reading.GetProperty("default").GetBoolean(), reading.GetProperty("verdict").GetString())));
        Assert.All(depends.GetProperty("readings").EnumerateArray(), reading => Assert.All(new[] { "name", "source", "evidence" }, member => Assert.NotEmpty(reading.GetProperty(member).GetString()!)));
    }

    [Fact]
    public void AFolderIsFilledOnceAndReported()
    {
        using TemporaryFolder folder = new();
        string[] command = ["reproduce", "tam", "--scale", "smoke", "--out", folder["results"]];
        CommandLineProcess.Run([.. command, "--json", folder["first.json"]]).IsSuccess();
        ProcessResult second = CommandLineProcess.Run([.. command, "--json", folder["second.json"]]);

        second.IsSuccess();
        Assert.Contains("tam/eq6: there already", second.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder["first.json"]), File.ReadAllText(folder["second.json"]));
        Assert.Contains("seed 0: choose another folder", CommandLineProcess.Run([.. command, "--seed", "1"]).IsBadInput(), StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(CommandLineProcess.Run("report", folder["results"], "--out", folder["pages"], "--json", "-").IsSuccess());
        Assert.Contains("tam/eq6", File.ReadAllText(report.RootElement.GetProperty("report").GetString()!), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder["first.json"]).Split("\"evidence\"").Length, report.RootElement.GetProperty("results").GetRawText().Split("\"evidence\"").Length);
    }

    [Fact]
    public void TheListNamesEveryExperimentWithItsClaims()
    {
        using JsonDocument document = JsonDocument.Parse(CommandLineProcess.Run("reproduce", "--list", "--json", "-").IsSuccess());
        JsonElement[] experiments = [.. document.RootElement.GetProperty("experiments").EnumerateArray()];

        Assert.Contains(experiments, experiment => experiment.GetProperty("name").GetString() == "maxva/fig2");
        Assert.All(experiments, experiment => Assert.NotEqual(0, experiment.GetProperty("claims").GetArrayLength()));
        JsonElement networks = experiments.Single(experiment => experiment.GetProperty("name").GetString() == "tam/fig5");
        Assert.True(networks.GetProperty("trainsNetworks").GetBoolean());
        Assert.Equal("cifar10", Assert.Single(networks.GetProperty("data").EnumerateArray()).GetString());
        Assert.InRange(networks.GetProperty("minutes").GetDouble(), 1, 25);
        Assert.False(experiments.Single(experiment => experiment.GetProperty("name").GetString() == "maxva/fig2").GetProperty("trainsNetworks").GetBoolean());
        Assert.Contains("maxva/fig2", CommandLineProcess.Run("reproduce", "--list").IsSuccess(), StringComparison.Ordinal);
        Assert.Contains("maxva/fig2", CommandLineProcess.Run("list", "experiments").IsSuccess(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean 'cm/fig3'", "cm/fig33")]
    [InlineData("did you mean 'cm/fig3'", "cm/fig33", "--report", "x.html")]
    [InlineData("--list", "cm/fig3", "--list")]
    [InlineData("needs the ID")]
    [InlineData("folder does not exist", "cm/fig3", "--report", "nowhere/at/all.html")]
    [InlineData("page of one experiment", "cm", "--report", "cm.html")]
    [InlineData("did you mean 'maxva'", "maxvaa")]
    public void BadUsageIsToldInOneLine(string expected, params string[] arguments)
        => Assert.Contains(expected, CommandLineProcess.Run(["reproduce", .. arguments]).IsBadInput(), StringComparison.Ordinal);
}
