using Impetus.Checkpoints;

namespace Impetus.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private const int Steps = 4;

    private static readonly float[] Start = [1f, -2f];
    private static readonly float[] Gradients = [0.5f, 0.25f, -1f, 0.5f, 0f, 2f, 0.125f, -0.5f];

    private readonly TemporaryFolder _folder = new();

    private string Input => _folder["stream.safetensors"];

    private string Output => _folder["steps.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("f32", "F32")]
    [InlineData("f64", "F64")]
    public void WritesTheParametersAfterEveryStep(string type, string expectedType)
    {
        WriteStream(writer => writer.Add("lr", [0.5, 0.5, 0, 0.25], Steps));

        Replay("sgd", "--dtype", type).IsSuccess();

        using SafetensorsFile steps = SafetensorsFile.Open(Output);
        SafetensorsEntry weight = steps.Find("param/layer.weight")!;
        Assert.Equal(expectedType, weight.Type);
        Assert.Equal([Steps, 2], weight.Shape);
        Assert.Equal([0.75, -2.125, 1.25, -2.375, 1.25, -2.375, 1.21875, -2.25], steps.Read<double>(weight));
    }

    [Fact]
    public void ThreadsDoNotChangeTheBytes()
    {
        WriteStream();
        Replay("am-adamw", "--threads", "1").IsSuccess();
        byte[] one = File.ReadAllBytes(Output);

        Replay("am-adamw", "--threads", "2").IsSuccess();

        Assert.Equal(one, File.ReadAllBytes(Output));
        using SafetensorsFile steps = SafetensorsFile.Open(Output);
        Assert.Contains(steps.Entries, entry => entry.Name.StartsWith("telemetry/", StringComparison.Ordinal) && entry.Shape.SequenceEqual([Steps]));
    }

    [Fact]
    public void RefusesAGradientThatIsNotFinite()
    {
        float[] gradients = [.. Gradients];
        gradients[5] = float.NaN;
        WriteStream(gradients: gradients);

        string message = Replay("adamw").IsBadInput();

        Assert.Contains("'layer.weight'", message, StringComparison.Ordinal);
        Assert.Contains("step 3", message, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    [Fact]
    public void RefusesParametersAndLossesThatAreNotFinite()
    {
        WriteStream(writer => writer.Add("loss", [0.5, double.NaN, 0.3, 0.2], Steps));
        Assert.Contains("'loss' is NaN at step 2", Replay("adamw").IsBadInput(), StringComparison.Ordinal);

        WriteStream(writer =>
        {
            writer.Add("param/bias", [float.PositiveInfinity], 1);
            writer.Add("grad/bias", new float[Steps], Steps, 1);
        });
        Assert.Contains("'param/bias' is Infinity at element 0", Replay("adamw").IsBadInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void NamesATensorWhoseShapeDoesNotFit()
    {
        WriteStream(writer => writer.Add("lr", [0.5], 1));
        Assert.Contains("'lr' has shape (1); expected (4)", Replay("sgd").IsBadInput(), StringComparison.Ordinal);

        WriteStream(writer => writer.Add("lr", [0.5, 0.5, -1, 0.5], Steps));
        Assert.Contains("'lr' is -1 at step 3", Replay("sgd").IsBadInput(), StringComparison.Ordinal);

        WriteStream(writer => writer.Add("param/bias", new float[1], 1));
        Assert.Contains("'param/bias', but no 'grad/bias'", Replay("sgd").IsBadInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesWhatIsNoSafetensorsFile()
    {
        Assert.Contains("there is no file", Replay("sgd").IsBadInput(), StringComparison.Ordinal);

        File.WriteAllText(Input, "no header here, only words");
        Assert.Contains("is not a safetensors file", Replay("sgd").IsBadInput(), StringComparison.Ordinal);

        WriteStream();
        File.WriteAllBytes(Input, File.ReadAllBytes(Input)[..^1]);
        Assert.Contains("truncated", Replay("sgd").IsBadInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAnOptimizerThatNeedsFurtherGradients()
    {
        WriteStream();

        Assert.Contains("leave out sam", Replay("sam(rho=0.05)+adamw").IsBadInput(), StringComparison.Ordinal);
    }

    private ProcessResult Replay(string optimizer, params string[] options)
        => CommandLineProcess.Run(["replay", "--optimizer", optimizer, "--input", Input, "--output", Output, .. options]);

    private void WriteStream(Action<SafetensorsWriter>? add = null, float[]? gradients = null)
    {
        SafetensorsWriter writer = new();
        writer.Add("param/layer.weight", Start, 2);
        writer.Add("grad/layer.weight", gradients ?? Gradients, Steps, 2);
        add?.Invoke(writer);
        writer.Write(Input);
    }
}
