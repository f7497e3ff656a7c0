using Impetus.Cli.Errors;

namespace Impetus.Cli.Tests;

public class SuggestionTests
{
    private static readonly string[] Names = ["adam", "adamw", "adam-cm", "tam", "sgdm"];

    [Theory]
    [InlineData("adamv", "adamw")]
    [InlineData("dgsm", "sgdm")]
    [InlineData("TMA", "tam")]
    [InlineData("adam-mc", "adam-cm")]
    public void NearestComesFirst(string word, string expected) => Assert.Equal(expected, Suggestion.Nearest(word, Names)[0]);

    [Fact]
    public void NothingIsNearSomethingElse() => Assert.Empty(Suggestion.Nearest("lamb-of-god", Names));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("replya", "replay", 1)]
    public void DistanceCountsEdits(string left, string right, int expected) => Assert.Equal(expected, Suggestion.Distance(left, right));
}
