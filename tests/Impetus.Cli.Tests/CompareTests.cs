using System.Diagnostics;
using System.Text.Json;

namespace Impetus.Cli.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainsReportsAndKeepsStandardOutputForJson()
    {
        ProcessResult result = Compare("--optimizers", "sgdm:lr=0.05,momentum=0.8,adam-cm", "--scale", "smoke", "--steps", "2", "--tune", "none", "--json", "-");

        using JsonDocument document = JsonDocument.Parse(result.IsSuccess());
        JsonElement comparison = document.RootElement;
        Assert.Equal("smoke", comparison.GetProperty("scale").GetString());
        JsonElement[] rows = [.. comparison.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["adam-cm", "sgdm:lr=0.05,momentum=0.8"], rows.Select(row => row.GetProperty("optimizer").GetString()).Order());
        Assert.All(rows, row => Assert.InRange(row.GetProperty("testAccuracy").GetProperty("mean").GetDouble(), 0, 1));
        string report = Path.Combine(_folder.Path, comparison.GetProperty("report").GetString()!);
        Assert.Contains("adam-cm", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Contains("Difference to the best", result.Error, StringComparison.Ordinal);
        Assert.Equal(98_682, comparison.GetProperty("parameters").GetInt64());
        Assert.Contains("Trained here: 98,682 parameters", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void AKilledComparisonGoesOnToTheSameResult()
    {
        string[] options = ["--optimizers", "adamw,tam", "--scale", "smoke", "--steps", "40", "--seeds", "3", "--out"];
        Compare([.. options, "whole"]).IsSuccess();
        for (int kill = 0; kill < 3; kill++)
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [CommandLineProcess.Program, "compare", .. options, "parts"])
            {
                WorkingDirectory = _folder.Path,
                RedirectStandardError = true,
            })!;
            Thread.Sleep(1_500 + Random.Shared.Next(1_500));
            process.Kill();
            process.WaitForExit();
        }

        Compare([.. options, "parts"]).IsSuccess();

        Assert.Equal(ComparisonNumbers.In(_folder["whole"]), ComparisonNumbers.In(_folder["parts"]));
        Assert.Contains("(seeds: 3 there, 2 here)", Compare([.. options[..7], "2", "--out", "parts"]).IsBadInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void FailsIfEveryRunDiverges()
    {
        ProcessResult result = Compare("--optimizers", "sgd:lr=1e30", "--scale", "smoke", "--steps", "8", "--seeds", "1", "--tune", "none");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("every run diverged", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysWhatIsMissing()
    {
        ProcessStartInfo start = new() { WorkingDirectory = _folder.Path, Environment = { ["IMPETUS_DATA"] = "/nonexistent" } };

        ProcessResult result = CommandLineProcess.Run(start, "compare", "--scale", "smoke");

        Assert.Equal(2, result.ExitCode);
        string message = result.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("impetus: ", message, StringComparison.Ordinal);
        Assert.Contains("/nonexistent", message, StringComparison.Ordinal);
    }

    private ProcessResult Compare(params string[] options)
        => CommandLineProcess.Run(new ProcessStartInfo { WorkingDirectory = _folder.Path }, ["compare", .. options]);
}
