namespace Impetus.Tests.Contract;

public sealed class DegenerateInputTests
{
    public static TheoryData<string> Specifications => [.. Configurations.All];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void ZeroGradientsGiveNumbers(string specification)
    {
        using Trial<float> trial = new(specification, Tensor.Row(37, 1));
        for (int step = 0; step < 4; step++)
        {
            trial.Optimizer.Step();
        }

        trial.Run(0, 3);
        Array.Clear(trial.Gradient("t0"));
        trial.Optimizer.Step();
        Assert.DoesNotContain(trial.Values, value => !float.IsFinite(value));
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void EmptyTensorsAndScalarsTakePart(string specification)
    {
        using Trial<float> mixed = new(specification, new Tensor("none", 0, 0), new("one", 0, 1), new("nothing", 1, 0), new("two", 1, 2));
        using Trial<float> plain = new(specification, new Tensor("one", 0, 1), new("two", 1, 2));
        Assert.Equal(plain.Run(0, 5).Bits, mixed.Run(0, 5).Bits);
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void NothingToTrainIsNoError(string specification)
    {
        using Trial<float> empty = new(specification), hollow = new(specification, Tensor.Row(0, 0));
        empty.Run(0, 2);
        hollow.Run(0, 2);
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void ALearningRateOfZeroMovesNothingAndDoesNoHarm(string specification)
    {
        using Trial<float> trial = new(specification, Tensor.Row(37, 1));
        double rate = trial.Optimizer.LearningRate;
        for (int step = 0; step < 8; step++)
        {
            bool rests = step is 0 or 3 or 4;
            float[] before = trial.Values;
            trial.Optimizer.LearningRate = rests ? 0 : rate;
            trial.Run(step, step + 1);
            Assert.DoesNotContain(trial.Values, value => !float.IsFinite(value));
            Assert.Equal(rests, before.SequenceEqual(trial.Values));
        }
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void AStartAtTheLearningRateZeroDoesNoHarm(string specification)
    {
        OptimizerOptions options = Configurations.Options(specification);
        double rate = options.LearningRate;
        options.LearningRate = 0;
        using Trial<float> trial = new(options, Tensor.Row(37, 1));
        trial.Run(0, 2);
        trial.Optimizer.LearningRate = rate;
        trial.Run(2, 4);
        Assert.DoesNotContain(trial.Values, value => !float.IsFinite(value));
    }
}
