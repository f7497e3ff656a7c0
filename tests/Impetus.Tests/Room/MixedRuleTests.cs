using Impetus.Tests.Contract;

namespace Impetus.Tests.Room;

/// <summary>Different rules for different groups, in one optimizer with one state, one schedule and one telemetry.</summary>
public sealed class MixedRuleTests
{
    private static readonly Tensor[] Tensors = Tensor.Row(300, 41, 4099, 7);

    /// <summary>A rule takes its sums over its own tensors, so it moves them as an optimizer of their own would.</summary>
    [Theory]
    [InlineData("tam", "adamw")]
    [InlineData("adam-cm:capacity=2", "am-adamw:scope=tensor")]
    [InlineData("lion", "madam:amsgrad")]
    [InlineData("sgd-cm", "adam-cm:capacity=3")]
    public void EachGroupMovesByItsOwnRule(string first, string second)
    {
        using Trial<float> mixed = new(Mixed(first, second), Tensors);
        using Trial<float> alone = new(first, Tensors[0], Tensors[2]), other = new(second, Tensors[1], Tensors[3]);
        for (int step = 0; step < 20; step++)
        {
            bool isMissing = step is 4 or 11 or 12;
            mixed.Parameters["t1"].HasGradient = other.Parameters["t1"].HasGradient = !isMissing;
            mixed.Run(step, step + 1);
            alone.Run(step, step + 1);
            other.Run(step, step + 1);
        }

        Assert.Equal(alone["t0"], mixed["t0"]);
        Assert.Equal(alone["t2"], mixed["t2"]);
        Assert.Equal(other["t1"], mixed["t1"]);
        Assert.Equal(other["t3"], mixed["t3"]);
        Assert.Equal(alone.Optimizer.Telemetry, mixed.Optimizer.Telemetry.Where(pair => alone.Optimizer.Telemetry.Names.Contains(pair.Key)));
    }

    [Fact]
    public void OneStateHoldsAllRules()
    {
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        using Trial<float> whole = new(Mixed("tam", "adam-cm:capacity=2"), Tensors), stopped = new(Mixed("tam", "adam-cm:capacity=2"), Tensors);
        try
        {
            whole.Run(0, 12);
            stopped.Run(0, 7).Optimizer.Save(path);
            using Trial<float> resumed = new(Mixed("tam", "adam-cm:capacity=2"), Tensors);
            foreach (Tensor tensor in Tensors)
            {
                stopped[tensor.Name].CopyTo(resumed[tensor.Name], 0);
            }

            resumed.Optimizer.Load(path);
            Assert.Equal(whole.Bits, resumed.Run(7, 12).Bits);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void GradientsAreClippedAndLookedAtTogether()
    {
        OptimizerOptions options = Mixed("sgd:lr=1", "sgdm:lr=1");
        options.ClipNorm = 1;
        using Trial<double> trial = new(options, Tensors);
        double[] before = trial.Values;
        trial.Run(0, 1);
        Assert.Equal(1, before.Zip(trial.Values).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)), 1e-4);

        trial.Gradient("t3")[0] = double.NaN;
        Assert.Equal("t3", Assert.Throws<NonFiniteGradientException>(trial.Optimizer.Step).ParameterName);
    }

    [Fact]
    public void GroupsHaveTheRatesAndSchedulesOfTheirRules()
    {
        using Trial<float> trial = new(Mixed("sgd:lr=0.5", "adamw:lr=0.01,weight-decay=0.1"), Tensors);
        Assert.Equal((0.5, 0.01), (trial.Optimizer.Groups[0].LearningRate, trial.Optimizer.Groups["vectors"].LearningRate));
        Assert.Equal(0.1, trial.Optimizer.Groups["vectors"].WeightDecay);
    }

    [Fact]
    public void ARuleWithClippingOfItsOwnIsRefused()
        => Assert.Contains("vectors", Assert.Throws<ArgumentException>(() => new Trial<float>(Mixed("sgd", "adamw:clip-norm=1"), Tensors)).Message, StringComparison.Ordinal);

    private static OptimizerOptions Mixed(string first, string second)
    {
        OptimizerOptions options = Configurations.Options(first);
        options.Groups = [new("matrices", "t0", "t2"), new("vectors", "t1", "t3") { Rule = Configurations.Options(second) }];
        return options;
    }
}
