namespace Impetus.Cli.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("fish", "complete ")]
    public void ScriptRegistersTheProgram(string shell, string registration)
    {
        string script = CommandLineProcess.Run("completion", shell).IsSuccess();

        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
        Assert.Contains(script.Split('\n'), line => line.StartsWith(registration, StringComparison.Ordinal) && line.Contains("impetus", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(" comp", "compare")]
    [InlineData(" ", "replay")]
    [InlineData(" compare --sc", "--scale")]
    [InlineData(" compare --scale s", "smoke")]
    public void AnswersWithWhatCouldFollow(string line, string expected)
        => Assert.Contains(expected, CommandLineProcess.Run($"[suggest:{line.Length}]", line).IsSuccess().Split('\n'));
}
