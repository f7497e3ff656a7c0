using System.Diagnostics;

namespace Impetus.Mpi.Tests;

/// <summary>What a program wrote that mpirun started in several processes.</summary>
/// <param name="ExitCode">That of mpirun.</param>
/// <param name="Lines">What the processes wrote to standard output, without empty lines, in order.</param>
/// <param name="Error">What was written to standard error.</param>
public sealed record Launched(int ExitCode, string[] Lines, string Error)
{
    /// <summary>The collection of tests that launch: several processes share the cores, and some wait only for a while, so one launch at a time.</summary>
    public const string OneAtATime = nameof(OneAtATime);

    public static Launched Run(int processes, params string[] arguments)
    {
        ProcessStartInfo start = new("mpirun", [
            "--allow-run-as-root", "--oversubscribe", "-np", $"{processes}",
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Impetus.Mpi.Processes.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // mpirun gives its processes a terminal, to which .NET would write what a terminal needs.
            Environment = { ["TERM"] = "dumb" },
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)], error.Result);
    }
}
