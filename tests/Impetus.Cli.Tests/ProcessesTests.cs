using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Impetus.Cli.Tests;

/// <summary>One command in several processes, started by mpirun.</summary>
public sealed class ProcessesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void AComparisonHasTheNumbersOfOneProcess()
    {
        string[] options = ["compare", "--task", "fashion-mnist-mlp", "--optimizers", "sgdm,adam-cm,sgd:lr=1e30", "--scale", "smoke", "--steps", "8", "--seeds", "2", "--out"];
        Alone([.. options, _folder["one"]]).IsSuccess();

        ProcessResult result = Launch(3, [.. options, _folder["three"], "--json", "-"]);

        Assert.Equal("finished", (string?)JsonNode.Parse(result.IsSuccess())!["status"]);
        Assert.Equal(ComparisonNumbers.In(_folder["one"]), ComparisonNumbers.In(_folder["three"]));
        Assert.False(Directory.Exists(Path.Combine(_folder["three"], "shared")), "what processes shared is gone");
        string log = File.ReadAllText(Path.Combine(_folder["three"], "processes.log"));
        Assert.Equal(3, log.Split('\n').Count(line => line.Contains("begins, pid", StringComparison.Ordinal)));
        Assert.Equal(9 + 6, log.Split('\n').Count(line => line.Contains("has finished", StringComparison.Ordinal)));
        Assert.Contains("[15/15]", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ASweepHasTheNumbersOfOneProcess()
    {
        string[] options = ["sweep", "--task", "fashion-mnist-mlp", "--optimizer", "adamw", "--grid", "lr=1e-3,1e-2,1e-1", "--scale", "smoke", "--steps", "8", "--seeds", "2", "--out"];
        Alone([.. options, _folder["one"]]).IsSuccess();
        Launch(2, [.. options, _folder["two"]]).IsSuccess();

        Assert.Equal(Points("one"), Points("two"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void AComparisonOfWhichOneProcessIsKilledGoesOn()
    {
        string[] options = ["compare", "--task", "fashion-mnist-mlp", "--optimizers", "adamw,tam", "--scale", "smoke", "--steps", "300", "--seeds", "3", "--tune", "none", "--out"];
        Alone([.. options, _folder["one"]]).IsSuccess();
        using Process launcher = Begin(2, [.. options, _folder["two"]]);
        WaitFor(() => new FileInfo(Path.Combine(_folder["two"], ".process-1")) is { Exists: true, Length: > 0 });

        string error = Kill(launcher, "two", rank: 1);

        Assert.Contains("process 1 of 2", error, StringComparison.Ordinal);
        Assert.Contains("is gone: killed or crashed", File.ReadAllText(Path.Combine(_folder["two"], "processes.log")), StringComparison.Ordinal);
        Alone([.. options, _folder["two"]]).IsSuccess();    // one process goes on where two were
        Assert.Equal(ComparisonNumbers.In(_folder["one"]), ComparisonNumbers.In(_folder["two"]));
    }

    [Fact]
    public void OneRunIsTheSameWithDividedStateAndNearlyThatOfOneProcess()
    {
        // Without a division by small second moments, which would make much of the last bits.
        string[] options = ["train", "--task", "fashion-mnist-cnn", "--optimizer", "sgd-cm:lr=0.01", "--scale", "smoke", "--steps", "6", "--threads", "1", "--out"];
        Alone([.. options, _folder["one"]]).IsSuccess();
        Launch(3, [.. options, _folder["whole"], "--data-parallel"]).IsSuccess();
        Launch(3, [.. options, _folder["divided"], "--data-parallel", "--shard"]).IsSuccess();

        Assert.Equal(Weights("whole"), Weights("divided"));
        AssertNear(Losses("one"), Losses("whole"));
        // A state that was divided is one that one process has.
        byte[][] states = [.. new[] { "whole", "divided" }.Select(run => File.ReadAllBytes(Path.Combine(_folder[run], "checkpoints", "step-000000006", "optimizer.safetensors")))];
        Assert.Equal(states[0], states[1]);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("fashion-mnist-mlp", "accumulate(batches=2)+sgdm:lr=0.01", 4)]
    [InlineData("text-llama", "ema(decay=0.9)+tam:lr=0.01", 3)]
    [InlineData("fashion-mnist-mlp", "sam(rho=0.05)+sgdm:lr=0.01", 2)]
    public void CurvesAgreeWithThoseOfOneProcess(string task, string optimizer, int processes)
    {
        string[] options = ["train", "--task", task, "--optimizer", optimizer, "--scale", "smoke", "--steps", "6", "--threads", "1", "--out"];
        Random random = new(1);
        File.WriteAllText(_folder["text"], string.Join(' ', Enumerable.Range(0, 60_000).Select(_ => $"word{random.Next(50)}")));
        Alone([.. options, _folder["one"]]).IsSuccess();
        Launch(processes, [.. options, _folder["many"], "--data-parallel", "--shard"]).IsSuccess();
        AssertNear(Losses("one"), Losses("many"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ARunOfWhichOneProcessIsKilledEndsWithinSecondsAndGoesOnToTheSameBits()
    {
        string[] options = ["train", "--task", "fashion-mnist-mlp", "--optimizer", "tam", "--scale", "smoke", "--steps", "400", "--checkpoint-every", "20", "--threads", "1", "--data-parallel", "--shard", "--out"];
        Launch(2, [.. options, _folder["whole"]]).IsSuccess();
        for (int kill = 0; kill < 2; kill++)
        {
            using Process launcher = Begin(2, kill == 0 ? [.. options, _folder["parts"]] : ["train", "--resume", _folder["parts"]]);
            int checkpoints = Checkpoint("parts");
            WaitFor(() => Checkpoint("parts") > checkpoints);
            string error = Kill(launcher, "parts", rank: kill);
            Assert.Contains($"process {kill} of 2", error, StringComparison.Ordinal);
            Assert.Contains($"--resume {_folder["parts"]}", error, StringComparison.Ordinal);
        }

        Launch(2, "train", "--resume", _folder["parts"]).IsSuccess();
        Assert.Equal(Weights("whole"), Weights("parts"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void AProcessThatHangsIsNamedAndAllEnd()
    {
        using Process launcher = Begin(2, "train", "--task", "fashion-mnist-mlp", "--optimizer", "adamw", "--scale", "smoke", "--steps", "5000", "--checkpoint-every", "20", "--threads", "1", "--data-parallel", "--time-limit", "10", "--out", _folder["run"]);
        WaitFor(() => Checkpoint("run") > 0);

        string error = End(launcher, () => Process.Start("kill", ["-STOP", $"{PidOf("run", rank: 1)}"]).WaitForExit());

        Assert.Contains("process 1 did not", error, StringComparison.Ordinal);
        Assert.Contains("waited 10 s", error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ARunGoesOnInAnyNumberOfProcesses()
    {
        string[] options = ["train", "--task", "fashion-mnist-mlp", "--optimizer", "sgd-cm:lr=0.01", "--scale", "smoke", "--steps", "60", "--checkpoint-every", "20", "--threads", "1", "--out"];
        Alone([.. options, _folder["one"]]).IsSuccess();
        using (Process launcher = Begin(4, [.. options, _folder["parts"], "--data-parallel", "--shard"]))
        {
            WaitFor(() => Checkpoint("parts") > 0);
            _ = Kill(launcher, "parts", rank: 3);
        }

        ProcessResult result = Launch(2, "train", "--resume", _folder["parts"]);
        result.IsSuccess();
        Assert.Contains("begun on 4 processes and goes on on 2", result.Error, StringComparison.Ordinal);
        AssertNear(Losses("one"), Losses("parts"));
    }

    [Fact]
    public void SaysWhatIsMissingOrMistakenOnce()
    {
        string[] options = ["train", "--task", "fashion-mnist-mlp", "--optimizer", "adamw", "--scale", "smoke", "--out", _folder["run"]];
        Assert.Contains("needs the processes that a launcher", Alone([.. options, "--data-parallel"]).IsBadInput(), StringComparison.Ordinal);
        Assert.Contains("add --data-parallel", Alone([.. options, "--shard"]).IsBadInput(), StringComparison.Ordinal);

        ProcessResult result = Launch(2, options);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n'), line => line.Contains("2 processes were started for one run: add --data-parallel", StringComparison.Ordinal) && line.StartsWith("impetus", StringComparison.Ordinal));
    }

    private static string[] Arguments(int processes, string[] command) =>
        ["--allow-run-as-root", "--oversubscribe", "-np", $"{processes}", "dotnet", CommandLineProcess.Program, .. command];

    // mpirun gives its processes a terminal, to which .NET would write what a terminal needs.
    private ProcessStartInfo Start() => new("mpirun") { WorkingDirectory = _folder.Path, Environment = { ["TERM"] = "dumb", ["IMPETUS_TEXT"] = _folder["text"] } };

    private ProcessResult Launch(int processes, params string[] command) => CommandLineProcess.Finish(Start(), Arguments(processes, command));

    private ProcessResult Alone(params string[] command) => CommandLineProcess.Run(new ProcessStartInfo { WorkingDirectory = _folder.Path, Environment = { ["IMPETUS_TEXT"] = _folder["text"] } }, command);

    private Process Begin(int processes, params string[] command)
    {
        ProcessStartInfo start = Start();
        Array.ForEach(Arguments(processes, command), start.ArgumentList.Add);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }

    // One process of a launcher, which has to end all others within seconds.
    private string Kill(Process launcher, string run, int rank) => End(launcher, () =>
    {
        using Process victim = Process.GetProcessById(PidOf(run, rank));
        victim.Kill();
    });

    private static string End(Process launcher, Action disturb)
    {
        disturb();
        Task<string> output = launcher.StandardOutput.ReadToEndAsync(), error = launcher.StandardError.ReadToEndAsync();
        Assert.True(launcher.WaitForExit(TimeSpan.FromSeconds(30)), "the others end");
        Assert.NotEqual(0, launcher.ExitCode);
        return error.Result + output.Result;
    }

    private int PidOf(string run, int rank) =>
        int.Parse(File.ReadAllText(Path.Combine(_folder[run], $".process-{rank}")).Split('\t')[0], CultureInfo.InvariantCulture);

    private static void WaitFor(Func<bool> holds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "it comes to pass");
            Thread.Sleep(20);
        }
    }

    private int Checkpoint(string run)
    {
        string folder = Path.Combine(_folder[run], "checkpoints");
        return !Directory.Exists(folder) ? 0
            : Directory.GetDirectories(folder, "step-*").Select(path => int.Parse(Path.GetFileName(path)["step-".Length..], CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
    }

    private byte[] Weights(string run) => File.ReadAllBytes(Path.Combine(_folder[run], "final.safetensors"));

    private double[] Losses(string run) =>
    [
        .. File.ReadLines(Path.Combine(_folder[run], "log.jsonl")).Select(line => JsonNode.Parse(line)!["trainLoss"]).OfType<JsonNode>().Select(loss => (double)loss),
    ];

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - (2e-3 * Math.Abs(pair.First)), pair.First + (2e-3 * Math.Abs(pair.First))));
    }

    private string Points(string run)
    {
        JsonNode sweep = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder[run], "sweep.json")))!;
        return $"{sweep["status"]} {sweep["best"]} "
            + string.Join('\n', sweep["rows"]!.AsArray().SelectMany(row => row!["runs"]!.AsArray().Select(one => $"{row["optimizer"]} {one!["seed"]} {one["status"]} {one["metric"]} {one["trainLoss"]}")));
    }
}
