using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Impetus.Cli.Tests;

/// <summary><c>impetus train</c> with processes that are killed, stopped and hindered.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AKilledRunGoesOnToTheSameBits() => KilledRunsGoOnToTheSameBits("adam-cm", steps: 40, kills: 1);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("ema(decay=0.9)+lookahead+adam-cm")]
    [InlineData("sam(rho=0.05)+am-adamw")]
    [InlineData("accumulate(batches=3)+tam")]
    public void RunsThatAreKilledAgainAndAgainGoOnToTheSameBits(string optimizer) => KilledRunsGoOnToTheSameBits(optimizer, steps: 300, kills: 6);

    [Fact]
    public void ASignalLeavesACheckpointAndSaysHowToGoOn()
    {
        using Process process = Begin("run", "adamw", steps: 5000);
        WaitForCheckpoint("run");
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains($"go on with: ./impetus train --resume {_folder["run"]}", error, StringComparison.Ordinal);
        JsonNode result = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["run"], "result.json")))!;
        Assert.Equal("stopped", (string)result["status"]!);
        Assert.EndsWith($"step-{(long)result["steps"]!:D9}", (string)result["checkpoint"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondProcessIsKeptOutWhileTheFirstLives()
    {
        using Process process = Begin("run", "adamw", steps: 5000);
        WaitForCheckpoint("run");

        string message = CommandLineProcess.Run("train", "--resume", _folder["run"]).IsBadInput();

        process.Kill();
        process.WaitForExit();
        Assert.Contains("Another process", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatCannotBeWrittenEndsTheRunWithAMessageAndNothingIsLost()
    {
        Begin("whole", "adamw", steps: 20).WaitForExit();

        // The model fits into 500 KiB, the optimizer's state does not. The runtime's own mappings must not count.
        ProcessStartInfo limited = new("bash") { Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" } };
        string[] command = ["dotnet", CommandLineProcess.Program, .. Options("run", "adamw", steps: 20)];
        ProcessResult result = CommandLineProcess.Finish(limited, ["-c", "ulimit -f 500; exec \"$@\"", "bash", .. command]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a file could not be written", result.Error, StringComparison.Ordinal);
        Assert.Contains($"--resume {_folder["run"]}", result.Error, StringComparison.Ordinal);
        CommandLineProcess.Run("train", "--resume", _folder["run"]).IsSuccess();
        Assert.Equal(Weights("whole"), Weights("run"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void MemoryStaysFlatOverThousandsOfSteps()
    {
        // A small youngest generation fills up, and settles, within the first steps instead of the first minutes.
        ProcessStartInfo start = new("dotnet", [CommandLineProcess.Program, "train", "--task", "fashion-mnist-mlp", "--optimizer", "adamw", "--scale", "smoke",
            "--steps", "6000", "--checkpoint-every", "100", "--threads", "1", "--out", _folder["run"]])
        {
            Environment = { ["DOTNET_GCgen0size"] = "0x1000000" },
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        List<(long Step, long Bytes)> memory = [];
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            if (!process.HasExited && NewestStep("run") is { } step)
            {
                memory.Add((step, process.WorkingSet64));
            }
        }

        Assert.Equal(0, process.ExitCode);
        double before = memory.Where(sample => sample.Step is >= 2500 and < 3500).Average(sample => sample.Bytes);
        double after = memory.Where(sample => sample.Step >= 5000).Average(sample => sample.Bytes);
        Assert.InRange(after / before, 0.5, 1.01);
    }

    [Fact]
    public void SaysWhatIsMissingOrTooMuch()
    {
        Assert.Contains("--optimizer and --out", CommandLineProcess.Run("train", "--task", "fashion-mnist-cnn").IsBadInput(), StringComparison.Ordinal);
        Assert.Contains("--out needs the name of a folder", CommandLineProcess.Run("train", "--optimizer", "adamw", "--out", "").IsBadInput(), StringComparison.Ordinal);
        Assert.Contains("leave out --steps", CommandLineProcess.Run("train", "--resume", _folder["run"], "--steps", "5").IsBadInput(), StringComparison.Ordinal);
        Assert.Contains("no configuration.json", CommandLineProcess.Run("train", "--resume", _folder["run"]).IsBadInput(), StringComparison.Ordinal);
        Assert.Contains("the schedules are", CommandLineProcess.Run("train", "--optimizer", "adamw", "--out", _folder["run"], "--schedule", "cosin").IsBadInput(), StringComparison.Ordinal);
    }

    private void KilledRunsGoOnToTheSameBits(string optimizer, int steps, int kills)
    {
        using Process whole = Begin("whole", optimizer, steps);
        whole.WaitForExit();
        Assert.Equal(0, whole.ExitCode);

        Process run = Begin("run", optimizer, steps);
        WaitForCheckpoint("run");
        for (int kill = 0; kill < kills && !run.HasExited; kill++)
        {
            // Long enough to start up and take some steps, at a moment that no two test runs share.
            Thread.Sleep(kill == 0 ? Random.Shared.Next(50) : 700 + Random.Shared.Next(1_500));
            run.Kill();
            run.WaitForExit();
            run.Dispose();
            run = Start("train", "--resume", _folder["run"]);
        }

        run.WaitForExit();
        Assert.Equal(0, run.ExitCode);
        run.Dispose();
        Assert.Equal(Weights("whole"), Weights("run"));
        Assert.Equal(Log("whole"), Log("run"));
    }

    private byte[] Weights(string run) => File.ReadAllBytes(Path.Combine(_folder[run], "final.safetensors"));

    private string[] Log(string run) =>
    [
        .. File.ReadLines(Path.Combine(_folder[run], "log.jsonl")).Select(line =>
        {
            JsonObject entry = JsonNode.Parse(line)!.AsObject();
            entry.Remove("time");
            entry.Remove("seconds");
            return entry.ToJsonString();
        }),
    ];

    private string[] Options(string run, string optimizer, int steps) =>
        ["train", "--optimizer", optimizer, "--scale", "smoke", "--steps", $"{steps}", "--checkpoint-every", "5", "--seed", "2", "--threads", "1", "--out", _folder[run]];

    private Process Begin(string run, string optimizer, int steps) => Start(Options(run, optimizer, steps));

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [CommandLineProcess.Program, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;

    private long? NewestStep(string run)
    {
        DirectoryInfo checkpoints = new(Path.Combine(_folder[run], "checkpoints"));
        return checkpoints.Exists
            ? checkpoints.GetDirectories("step-*").Select(folder => (long?)long.Parse(folder.Name[5..])).Max()
            : null;
    }

    private void WaitForCheckpoint(string run)
    {
        string checkpoints = Path.Combine(_folder[run], "checkpoints");
        Assert.True(SpinWait.SpinUntil(() => Directory.Exists(checkpoints) && Directory.GetDirectories(checkpoints, "step-*").Length > 0, TimeSpan.FromMinutes(1)));
    }
}
