namespace Impetus.Cli.Tests;

public class HelpTests
{
    [Fact]
    public void WithoutAVerbAllVerbsAreShown()
    {
        string help = CommandLineProcess.Run().IsSuccess();

        Assert.All(["compare", "list", "replay", "doctor"], verb => Assert.Contains(verb, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("sweep")]
    [InlineData("list")]
    [InlineData("replay")]
    [InlineData("doctor")]
    public void OfAVerbHasExamples(string verb)
        => Assert.Contains($"  ./impetus {verb}", CommandLineProcess.Run(verb, "--help").IsSuccess(), StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("compare")]
    [InlineData("sweep")]
    [InlineData("train")]
    [InlineData("reproduce")]
    [InlineData("data")]
    public void LeavesRoomForWhatItExplains(params string[] verb)
    {
        string[] lines = CommandLineProcess.Run([.. verb, "--help"]).IsSuccess().Split('\n');

        // Names of many choices once made the first column hundreds of characters wide.
        Assert.All(lines, line => Assert.DoesNotContain(new string(' ', 60), line, StringComparison.Ordinal));
    }

    [Fact]
    public void IsAVerbToo()
        => Assert.Equal(CommandLineProcess.Run("bench", "--help").IsSuccess(), CommandLineProcess.Run("help", "bench").IsSuccess());
}
