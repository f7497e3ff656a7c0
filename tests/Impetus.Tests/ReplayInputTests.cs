using Impetus.Checkpoints;

namespace Impetus.Tests;

public sealed class ReplayInputTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void ATensorThatMeansNothingIsRefusedWithASuggestion()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Replay(steps: 2, "los"));
        Assert.Contains("Did you mean loss?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamWithoutStepsIsRefused()
        => Assert.Contains("no steps", Assert.Throws<InvalidDataException>(() => Replay(steps: 0, "loss")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("param/")]
    [InlineData("grad/")]
    public void AParameterWithoutANameIsRefused(string name)
        => Assert.Contains("has no name", Assert.Throws<InvalidDataException>(() => Replay(steps: 2, name)).Message, StringComparison.Ordinal);

    private void Replay(int steps, string series)
    {
        SafetensorsWriter writer = new();
        writer.Add("param/x", new double[3], 3);
        writer.Add("grad/x", new double[steps * 3], steps, 3);
        writer.Add(series, new double[steps], steps);
        writer.Write(_path);
        using SafetensorsFile stream = SafetensorsFile.Open(_path);
        GradientReplay.Run(OptimizerSpecification.Parse("sgd"), stream, ElementType.Float64);
    }
}
