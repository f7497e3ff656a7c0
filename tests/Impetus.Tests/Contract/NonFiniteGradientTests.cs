namespace Impetus.Tests.Contract;

public sealed class NonFiniteGradientTests
{
    private static readonly Tensor[] Tensors = Tensor.Row(70, 1, 4099);

    public static TheoryData<string, float> Specifications
    {
        get
        {
            TheoryData<string, float> data = [];
            foreach (string specification in Configurations.All)
            {
                data.Add(specification, float.NaN);
                data.Add(specification, data.Count % 4 == 1 ? float.PositiveInfinity : float.NegativeInfinity);
            }

            return data;
        }
    }

    public static TheoryData<string> All => [.. Configurations.All];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void AStepThatThrowsNamesTheParameterAndChangesNothing(string specification, float bad)
    {
        using Trial<float> disturbed = new(specification, Tensors), calm = new(specification, Tensors);
        for (int step = 0; step < 4; step++)
        {
            byte[] before = disturbed.Bits;
            disturbed.Fill(step);
            disturbed.Gradient("t2")[4096] = bad;
            NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(disturbed.Optimizer.Step);
            Assert.Equal("t2", exception.ParameterName);
            Assert.Contains("'t2'", exception.Message, StringComparison.Ordinal);
            Assert.Equal(step + 1, exception.Step);
            Assert.Equal(before, disturbed.Bits);

            disturbed.Run(step, step + 1);
            calm.Run(step, step + 1);
            Assert.Equal(calm.Bits, disturbed.Bits);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AStepThatIsSkippedIsCountedAndChangesNothing(string specification)
    {
        OptimizerOptions options = Configurations.Options(specification);
        options.NonFinite = NonFinitePolicy.Skip;
        using Trial<float> disturbed = new(options, Tensors), calm = new(options, Tensors);
        for (int step = 0; step < 4; step++)
        {
            disturbed.Fill(step);
            disturbed.Gradient("t0")[3] = float.NaN;
            disturbed.Optimizer.Step();
            disturbed.Run(step, step + 1);
            calm.Run(step, step + 1);
        }

        Assert.Equal(calm.Bits, disturbed.Bits);
        Assert.Equal((4, 4), (disturbed.Optimizer.StepCount, disturbed.Optimizer.SkippedStepCount));
        Assert.Equal((4, 0), (calm.Optimizer.StepCount, calm.Optimizer.SkippedStepCount));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AStepThatIgnoresTakesThePlace(string specification)
    {
        OptimizerOptions options = Configurations.Options(specification);
        options.NonFinite = NonFinitePolicy.Ignore;
        using Trial<float> trial = new(options, Tensors);
        trial.Fill(0);
        trial.Gradient("t0")[3] = float.NaN;
        trial.Optimizer.Step();
        Assert.Equal((1, 0), (trial.Optimizer.StepCount, trial.Optimizer.SkippedStepCount));
    }

    /// <summary>The squares of these gradients overflow; the gradients do not. Nobody may call them non-finite, then or later.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void ALargeGradientIsFinite(string specification)
    {
        using Trial<float> trial = new(specification, Tensors);
        trial.Run(0, 2);
        trial.Fill(2);
        trial.Gradient("t0")[3] = 1e25f;
        trial.Optimizer.Step();
        trial.Run(3, 5);
        Assert.Equal(5, trial.Optimizer.StepCount);
        Assert.DoesNotContain(trial.Optimizer.Telemetry, pair => !double.IsFinite(pair.Value));
    }

    [Fact]
    public void ALargeGradientIsClippedToTheNorm()
    {
        using Trial<float> narrow = new("sgd:lr=0.5,clip-norm=1", Tensor.Row(5000, 3));
        narrow.Gradient("t0")[4500] = 1.2e38f;
        narrow.Gradient("t1")[2] = -1.6e38f;
        (float first, float second) = (narrow["t0"][4500], narrow["t1"][2]);
        narrow.Optimizer.Step();
        Assert.Equal(first - 0.3f, narrow["t0"][4500], 1e-6f);
        Assert.Equal(second + 0.4f, narrow["t1"][2], 1e-6f);
        Assert.Equal(2e38, narrow.Optimizer.Telemetry["gradient-norm"], 1e32);

        using Trial<double> wide = new("sgd:lr=0.5,clip-norm=1", Tensor.Row(3));
        wide.Gradient("t0")[1] = 1e300;
        double before = wide["t0"][1];
        wide.Optimizer.Step();
        Assert.Equal(before - 0.5, wide["t0"][1], 1e-12);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AMissingGradientIsNotLookedAt(string specification)
    {
        using Trial<float> trial = new(specification, Tensors);
        trial.Parameters["t1"].HasGradient = false;
        for (int step = 0; step < 3; step++)
        {
            trial.Fill(step);
            trial.Gradient("t1")[0] = float.NaN;
            trial.Optimizer.Step();
        }

        Assert.DoesNotContain(trial.Values, value => !float.IsFinite(value));
    }
}
