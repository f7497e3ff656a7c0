namespace Impetus.Tests.Contract;

/// <summary>A gradient that is missing leaves its tensor, and all that is remembered of it, as they were.</summary>
public sealed class MissingGradientTests
{
    private static readonly Tensor[] Tensors = Tensor.Row(20, 33, 5);

    public static TheoryData<string> Specifications => [.. Configurations.All];

    /// <summary>Without sums over all parameters, every tensor moves as if it were alone, and its bias correction lags behind.</summary>
    public static TheoryData<string> Separable
        => [.. Configurations.All.Where(specification => IsSeparable(Configurations.Options(specification)))];

    [Theory]
    [MemberData(nameof(Separable))]
    public void ATensorMovesAsIfItHadItsOwnOptimizer(string specification)
    {
        using Trial<float> together = new(specification, Tensors), first = new(specification, Tensors[0]), second = new(specification, Tensors[1]), third = new(specification, Tensors[2]);
        for (int step = 0; step < 8; step++)
        {
            bool secondIsThere = step is 1 or 2 or > 4, thirdIsThere = step > 5;
            together.Parameters["t1"].HasGradient = secondIsThere;
            together.Parameters["t2"].HasGradient = thirdIsThere;
            together.Run(step, step + 1);
            first.Run(step, step + 1);
            second.Run(step, step + (secondIsThere ? 1 : 0));
            third.Run(step, step + (thirdIsThere ? 1 : 0));

            Assert.Equal(first["t0"], together["t0"]);
            Assert.Equal(second["t1"], together["t1"]);
            Assert.Equal(third["t2"], together["t2"]);
        }
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void OtherTensorsMoveOn(string specification)
    {
        using Trial<float> trial = new(specification, Tensors);
        bool rests = Configurations.RestsAtFirst(Configurations.Options(specification));
        for (int step = 0; step < 6; step++)
        {
            bool isThere = step is 1 or 2 or 5;
            float[] first = [.. trial["t0"]], second = [.. trial["t1"]];
            trial.Parameters["t1"].HasGradient = isThere;
            trial.Run(step, step + 1);

            Assert.Equal(!isThere || (rests && step == 1), second.SequenceEqual(trial["t1"]));
            Assert.Equal(rests && step == 0, first.SequenceEqual(trial["t0"]));
            Assert.DoesNotContain(trial.Values, value => !float.IsFinite(value));
        }
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void AStepWithoutAnyGradientIsNone(string specification)
    {
        using Trial<float> trial = new(specification, Tensors), control = new(specification, Tensors);
        for (int step = 0; step < 5; step++)
        {
            SetAll(trial, false);
            trial.Run(step + 50, step + 51);
            SetAll(trial, true);
            trial.Run(step, step + 1);
            control.Run(step, step + 1);
        }

        Assert.Equal(control.Bits, trial.Bits);
        Assert.Equal(control.Optimizer.StepCount, trial.Optimizer.StepCount);
    }

    private static bool IsSeparable(OptimizerOptions options)
        => options.ClipNorm is null && (options.Scope == Scope.Tensor || !Configurations.TakesSums(options));

    private static void SetAll(Trial<float> trial, bool hasGradient)
    {
        foreach (Parameter parameter in trial.Parameters)
        {
            parameter.HasGradient = hasGradient;
        }
    }
}
