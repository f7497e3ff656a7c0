namespace Impetus.Tests;

public class ReadmeTests
{
    [Fact]
    public void TheExampleCompilesAndReachesTheMinimum()
    {
        // example
        float[] weight = [3, -2], gradient = new float[2];
        using ParameterSet parameters = new() { { "weight", weight, gradient } };
        using Optimizer optimizer = Optimizers.AdaTamW(parameters, new() { LearningRate = 0.01 });

        for (int step = 0; step < 1000; step++)
        {
            for (int index = 0; index < weight.Length; index++)
            {
                gradient[index] = 2 * weight[index];    // the gradient of your loss goes here
            }

            optimizer.Step();                           // updates the weights in place, and allocates nothing
        }

        // end of example
        Assert.All(weight, value => Assert.InRange(value, -0.01f, 0.01f));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/Impetus/README.md")]
    public void TheExampleIsTheOneInTheReadme(string readme)
        => Assert.Contains(
            Lines(Between(Repository.Read("tests/Impetus.Tests/ReadmeTests.cs"), "// example\n", "// end of example")),
            Lines(Repository.Read(readme)),
            StringComparison.Ordinal);

    [Fact]
    public void TheReadmeCountsTheNamedOptimizers()
        => Assert.Contains($"[{OptimizerRegistry.All.Count} combinations have a name]", Repository.Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void ThePackagesReadmeNamesEveryOptimizer()
    {
        string readme = Repository.Read("src/Impetus/README.md");
        Assert.Contains("dotnet add package Impetus\n", readme, StringComparison.Ordinal);
        Assert.All(OptimizerRegistry.All, definition =>
        {
            string factory = typeof(Optimizers).GetMethods().Single(method => method.GetParameters() is [_, { } options] && options.ParameterType == definition.Defaults().GetType()).Name;
            Assert.Contains($"`{factory}` {definition.Name}", readme, StringComparison.Ordinal);
        });
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Lines(string text) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
