using System.Diagnostics;
using System.Text.Json;

namespace Impetus.Cli.Tests;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RanksEveryPointOfTheGridAndNamesTheBest()
    {
        ProcessResult result = Sweep("--optimizer", "sgdm:momentum=0.8", "--grid", "lr=0.05,1e30", "--grid", "nesterov=true,false", "--steps", "4", "--json", "-");

        using JsonDocument document = JsonDocument.Parse(result.IsSuccess());
        JsonElement sweep = document.RootElement;
        JsonElement[] rows = [.. sweep.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["finished", "finished", "diverged", "diverged"], rows.Select(row => row.GetProperty("status").GetString()));
        Assert.Equal([0.05, 0.05, 1e30, 1e30], rows.Select(row => row.GetProperty("options").GetProperty("lr").GetDouble()));
        Assert.Equal([false, true], rows[..2].Select(row => row.GetProperty("options").GetProperty("nesterov").GetBoolean()).Order());
        Assert.Equal(JsonValueKind.Null, rows[2].GetProperty("metric").GetProperty("mean").ValueKind);
        double[] means = [.. rows[..2].Select(row => row.GetProperty("validationAccuracy").GetProperty("mean").GetDouble())];
        Assert.True(means[0] >= means[1]);
        string best = sweep.GetProperty("best").GetString()!;
        Assert.Equal(rows[0].GetProperty("optimizer").GetString(), best);
        Assert.Matches("^sgdm:momentum=0.8,lr=0.05,nesterov=(true|false)$", best);
        Assert.Contains($"Best: {best}", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Path, sweep.GetProperty("runFolder").GetString()!, "sweep.json")));
        Assert.False(Directory.Exists(_folder["runs"]), "'report runs/*' takes no sweeps");
        Assert.Empty(CommandLineProcess.Run("[check]", "compare", "--optimizers", best).IsSuccess());
    }

    [Fact]
    public void FailsIfEveryPointDiverges()
    {
        ProcessResult result = Sweep("--optimizer", "sgd", "--grid", "lr=1e30", "--steps", "8");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no point finished", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Best", result.Output, StringComparison.Ordinal);
    }

    private ProcessResult Sweep(params string[] options)
        => CommandLineProcess.Run(new ProcessStartInfo { WorkingDirectory = _folder.Path }, ["sweep", "--scale", "smoke", "--seeds", "1", .. options]);
}
