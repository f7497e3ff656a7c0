using System.Diagnostics;
using System.Text.Json;

namespace Impetus.Cli.Tests;

/// <summary>Figures that take training networks, as users run them.</summary>
public sealed class NetworkReproductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MissingDataEndWithTheCommandThatBringsThem()
    {
        foreach (string[] arguments in new[] { new[] { "reproduce", "cm/table2" }, ["reproduce", "cm/table2", "--out", _folder["out"]], ["reproduce", "tam/fig5", "--scale", "paper"] })
        {
            string message = Run(arguments).IsBadInput();
            Assert.Contains("./impetus data get cifar10", message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder["work"]));
    }

    [Fact]
    public void AKilledExperimentGoesOn()
    {
        string[] command = ["reproduce", "maxva/table1", "--scale", "smoke", "--json", "-"];
        string runs = Path.Combine(_folder["work"], "runs", "reproduce-smoke-seed0", "runs");
        Directory.CreateDirectory(_folder["work"]);
        using (Process first = Start(command))
        {
            first.OutputDataReceived += static (_, _) => { };
            first.ErrorDataReceived += static (_, _) => { };
            first.BeginOutputReadLine();
            first.BeginErrorReadLine();
            Assert.True(SpinWait.SpinUntil(() => Files(runs).Length >= 3 || first.HasExited, TimeSpan.FromMinutes(1)));
            Assert.False(first.HasExited, "it ended before it could be killed");
            if (OperatingSystem.IsLinux())
            {
                // Or threads that train have heaps of their own, which go back to the system at every step.
                Assert.Contains("MALLOC_ARENA_MAX=1", File.ReadAllText($"/proc/{first.Id}/environ").Split('\0'));
            }

            first.Kill(entireProcessTree: true);
            first.WaitForExit();
        }

        Dictionary<string, DateTime> kept = Files(runs).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        using JsonDocument result = JsonDocument.Parse(Run(command).IsSuccess());

        JsonElement root = result.RootElement;
        Assert.Equal("maxva/table1", root.GetProperty("id").GetString());
        Assert.Equal(["cifar10"], root.GetProperty("generated").EnumerateArray().Select(set => set.GetString()));
        Assert.All(root.GetProperty("claims").EnumerateArray(), claim => Assert.Equal("undecided", claim.GetProperty("verdict").GetString()));
        Assert.All(root.GetProperty("rows").EnumerateArray(), row => Assert.True(row.TryGetProperty("accuracy", out _) && row.TryGetProperty("paperAccuracy", out _)));
        Assert.All(kept, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
        Assert.True(Files(runs).Length > kept.Count);
    }

    private static string[] Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories) : [];

    private ProcessResult Run(params string[] arguments)
    {
        Directory.CreateDirectory(_folder["work"]);
        return CommandLineProcess.Run(Where(), arguments);
    }

    private Process Start(string[] arguments)
    {
        ProcessStartInfo start = Where();
        (start.FileName, start.RedirectStandardOutput, start.RedirectStandardError) = ("dotnet", true, true);
        Array.ForEach([CommandLineProcess.Program, .. arguments], start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    private ProcessStartInfo Where() => new() { WorkingDirectory = _folder["work"], Environment = { ["IMPETUS_DATA"] = _folder.Path } };
}
