using System.Diagnostics;
using System.Text;

namespace Impetus.Cli.Tests;

/// <summary>Runs the command line as its users do: in a process of its own.</summary>
internal static class CommandLineProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The program, for <c>dotnet</c>.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Impetus.Cli.dll");

    /// <summary>Runs one command line to its end.</summary>
    public static ProcessResult Run(params string[] arguments) => Run(new ProcessStartInfo(), arguments);

    /// <summary>Runs one command line to its end, in the folder and with the variables of <paramref name="start"/>.</summary>
    public static ProcessResult Run(ProcessStartInfo start, params string[] arguments)
    {
        start.FileName = "dotnet";
        return Finish(start, [Program, .. arguments]);
    }

    /// <summary>Runs the file of <paramref name="start"/> to its end.</summary>
    public static ProcessResult Finish(ProcessStartInfo start, params string[] arguments)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end within {Patience}.");
        }

        return new ProcessResult(process.ExitCode, output.Result, error.Result);
    }
}

/// <summary>How a process ended and what it said.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>Asserts exit code 2 and a single message on standard error, and nothing else; returns the message.</summary>
    public string IsBadInput()
    {
        Assert.Equal(2, ExitCode);
        Assert.Empty(Output);
        string line = Assert.Single(Error.TrimEnd().Split('\n'));
        Assert.StartsWith("impetus: ", line, StringComparison.Ordinal);
        return line;
    }

    /// <summary>Asserts exit code 0 and returns standard output.</summary>
    public string IsSuccess()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return Output;
    }
}
