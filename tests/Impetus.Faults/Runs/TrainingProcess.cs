using System.Diagnostics;
using System.Security.Cryptography;

namespace Impetus.Faults.Runs;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Error">What it said on standard error.</param>
internal sealed record Ending(int Code, string Error)
{
    /// <summary>Whether it ended with one message for its user, and none of ours.</summary>
    public bool IsMessage => Code is 1 or 2 && Error.Contains("impetus: ", StringComparison.Ordinal)
        && !Error.Contains("a defect in the program", StringComparison.Ordinal) && !Error.Contains("   at ", StringComparison.Ordinal);
}

/// <summary>Training runs as their users start them: in processes.</summary>
internal static class TrainingProcess
{
    private const int Patience = 300_000;

    private static readonly string[] Plan =
    [
        "--task", "fashion-mnist-mlp", "--scale", "smoke", "--steps", "60", "--checkpoint-every", "6", "--optimizer", "ema(decay=0.9)+adam-cm:capacity=2", "--instruments", "telemetry", "--threads", "1",
    ];

    // Beside this program, built in the same way.
    private static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Impetus.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Impetus.Cli.dll"));

    /// <summary>Begins a run, or goes on with the one that is there.</summary>
    public static Process Start(string folder)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments = File.Exists(Path.Combine(folder, "configuration.json")) || Directory.Exists(Path.Combine(folder, "checkpoints"))
            ? ["train", "--resume", folder] : ["train", .. Plan, "--out", folder];
        foreach (string argument in (string[])[Program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started");
    }

    /// <summary>Waits for the end.</summary>
    public static Ending End(Process process)
    {
        _ = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException("a training process did not end");
        }

        return new Ending(process.ExitCode, error.Result);
    }

    /// <summary>Begins or goes on, to the end.</summary>
    public static Ending Run(string folder)
    {
        using Process process = Start(folder);
        return End(process);
    }

    /// <summary>Waits until a run has written so many checkpoints, or has ended.</summary>
    public static void WaitForCheckpoint(Process process, string folder, int step)
    {
        string store = Path.Combine(folder, "checkpoints");
        while (!process.HasExited && !(Directory.Exists(store) && Directory.EnumerateDirectories(store, "step-*").Any(path => string.CompareOrdinal(Path.GetFileName(path), $"step-{step:D9}") >= 0)))
        {
            Thread.Sleep(2);
        }
    }

    /// <summary>A checksum of the trained weights; null if there are none.</summary>
    public static string? Weights(string folder)
    {
        string path = Path.Combine(folder, "final.safetensors");
        return File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null;
    }
}
