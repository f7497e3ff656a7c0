using System.Diagnostics;

namespace Impetus.Cli.Tests;

/// <summary>Where results cannot be written to standard output.</summary>
public class OutputTests
{
    [Theory]
    [InlineData("1</dev/null", "it is closed", "list")]
    [InlineData("1</dev/null", "it is closed", "list", "tasks", "--json", "-")]
    [InlineData("1</dev/null", "it is closed", "--help")]
    [InlineData(">/dev/full", "standard output cannot be written to: No space left", "list")]
    public void IsOneMessage(string redirection, string message, params string[] arguments)
    {
        ProcessResult result = CommandLineProcess.Finish(
            new ProcessStartInfo("bash"), ["-c", $"exec \"$@\" {redirection}", "bash", "dotnet", CommandLineProcess.Program, .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
