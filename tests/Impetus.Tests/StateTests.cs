using Impetus.Checkpoints;

namespace Impetus.Tests;

/// <summary>Saving and loading, for every optimizer there is.</summary>
public sealed class StateTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");

    public static TheoryData<string> Specifications =>
        [.. OptimizerRegistry.All.Select(definition => definition.Name), "torque-aware*maximum-variation:amsgrad", "adaptive-memory*second-moment:scope=tensor", "critical-momenta*none:capacity=2,clip-norm=1"];

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Specifications))]
    public void ContinuesWithTheSameBits(string specification)
    {
        using Run whole = new(specification), first = new(specification), second = new(specification);
        whole.Steps(0, 20);
        first.Steps(0, 11);
        first.Optimizer.Save(_path);
        second.Optimizer.LearningRate = 123;
        first.CopyTo(second);
        second.Optimizer.Load(_path);
        second.Steps(11, 20);
        Assert.Equal(whole.Values, second.Values);
    }

    [Fact]
    public void AStreamHoldsWhatAFileHolds()
    {
        using Run saved = new("adam-cm"), loaded = new("adam-cm");
        saved.Steps(0, 3);
        saved.Optimizer.Save(_path);
        using MemoryStream stream = new();
        saved.Optimizer.Save(stream);
        Assert.Equal(File.ReadAllBytes(_path), stream.ToArray());
        saved.CopyTo(loaded);
        stream.Position = 0;
        loaded.Optimizer.Load(stream);
        saved.Steps(3, 6);
        loaded.Steps(3, 6);
        Assert.Equal(saved.Values, loaded.Values);
        Assert.Contains("no safetensors file", Assert.Throws<InvalidDataException>(() => loaded.Optimizer.Load(new MemoryStream([1, 2, 3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesTheStateOfAnotherOptimizerAndStaysAsItWas()
    {
        using Run adam = new("adam"), tam = new("tam"), untouched = new("tam");
        adam.Steps(0, 3);
        adam.Optimizer.Save(_path);
        tam.Steps(0, 3);
        untouched.Steps(0, 3);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => tam.Optimizer.Load(_path));
        Assert.Contains("torque-aware*none", fault.Message, StringComparison.Ordinal);
        tam.Steps(3, 6);
        untouched.Steps(3, 6);
        Assert.Equal(untouched.Values, tam.Values);
    }

    [Fact]
    public void RefusesOtherShapesAndOtherCapacities()
    {
        using Run wide = new("adam-cm:capacity=5"), narrow = new("adam-cm:capacity=3");
        wide.Optimizer.Save(_path);
        Assert.Throws<InvalidDataException>(() => narrow.Optimizer.Load(_path));
        using ParameterSet other = new() { { "weight", new float[6], new float[6], 2, 3 }, { "bias", new float[5], new float[5] } };
        using Optimizer reshaped = Optimizers.Create(other, "adam-cm:capacity=5");
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => reshaped.Load(_path));
        Assert.Contains("weight", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACapacityStaysAsItWasMade()
    {
        using Run run = new("adam-cm:capacity=3");
        ((Impetus.Memories.CriticalMomenta.Options)run.Optimizer.Groups[0].Memory).Capacity = 4;
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => run.Optimizer.Step());
        Assert.Contains("capacity", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesADecayThatTheOptimizerHasNoPlaceFor()
    {
        using Run decaying = new("adamw:weight-decay=0.1"), plain = new("adamw:weight-decay=0,lr=0.5");
        decaying.Optimizer.Save(_path);
        Assert.Throws<InvalidDataException>(() => plain.Optimizer.Load(_path));
        Assert.Equal(0.5, plain.Optimizer.LearningRate);
    }

    [Fact]
    public void EveryTruncationIsRefusedAndChangesNothing()
    {
        using Run run = new("adamw"), target = new("adamw"), untouched = new("adamw");
        run.Steps(0, 5);
        run.Optimizer.Save(_path);
        byte[] whole = File.ReadAllBytes(_path);
        target.Steps(0, 2);
        untouched.Steps(0, 2);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => target.Optimizer.Load(_path));
        }

        target.Steps(2, 4);
        untouched.Steps(2, 4);
        Assert.Equal(untouched.Values, target.Values);
    }

    [Fact]
    public void TheFileSaysWhatItIs()
    {
        using Run run = new("adam-cm:capacity=2");
        run.Steps(0, 4);
        run.Optimizer.Save(_path);
        using SafetensorsFile file = SafetensorsFile.Open(_path);
        Assert.Equal("4", file.Metadata["step"]);
        Assert.Equal("critical-momenta*second-moment", file.Metadata["optimizer"]);
        Assert.Contains("capacity=2", file.Metadata["options/critical-momenta*second-moment/default"], StringComparison.Ordinal);
        Assert.NotNull(file.Find("critical-momenta*second-moment/buffer-1/weight"));
    }

    /// <summary>An optimizer with parameters of its own and a gradient stream that depends on the step alone.</summary>
    private sealed class Run : IDisposable
    {
        private readonly float[] _gradient = new float[37];
        private readonly float[] _bias = new float[5];
        private readonly float[] _biasGradient = new float[5];
        private readonly ParameterSet _parameters;

        public Run(string specification)
        {
            _parameters = new() { { "weight", Values, _gradient }, { "bias", _bias, _biasGradient } };
            Optimizer = Optimizers.Create(_parameters, specification);
        }

        public float[] Values { get; } = [.. Enumerable.Range(0, 37).Select(index => MathF.Sin(index))];

        public Optimizer Optimizer { get; }

        public void Steps(int first, int end)
        {
            for (int step = first; step < end; step++)
            {
                Fill(_gradient, step);
                Fill(_biasGradient, step + 1000);
                Optimizer.Step();
            }
        }

        public void CopyTo(Run other)
        {
            Values.CopyTo(other.Values, 0);
            _bias.CopyTo(other._bias, 0);
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            _parameters.Dispose();
        }

        private static void Fill(float[] gradient, int step)
        {
            for (int index = 0; index < gradient.Length; index++)
            {
                gradient[index] = MathF.Cos(step * 0.7f + index * index);
            }
        }
    }
}
