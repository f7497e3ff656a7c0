using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Groups;

public sealed class GroupSettingTests
{
    private static readonly Tensor[] Tensors = Tensor.Row(30, 9);

    public static TheoryData<string> Specifications => [.. Configurations.All];

    public static TheoryData<string> Separable
        => [.. OptimizerRegistry.All.Select(definition => definition.Name).Where(name => !Configurations.TakesSums(Configurations.Options(name))), "tam:scope=tensor", "adam-cm:scope=tensor", "am-adamw:scope=tensor"];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void EqualGroupsGiveTheBitsOfOneGroup(string specification)
    {
        Tensor[] tensors = Tensor.Row(30, 9, 64);
        OptimizerOptions options = Configurations.Options(specification);
        using Trial<float> one = new(options, tensors);
        options.Groups = [new("first", "t1"), new("second", "t0", "t2")];
        using Trial<float> two = new(options, tensors);
        Assert.Equal(one.Run(0, 6).Bits, two.Run(0, 6).Bits);
    }

    [Theory]
    [MemberData(nameof(Separable))]
    public void AGroupWithItsOwnRatesMovesLikeAnOptimizerWithThem(string specification)
    {
        OptimizerOptions options = Configurations.Options(specification), second = Configurations.Options(specification);
        (second.LearningRate, second.WeightDecay) = (0.02, 0.3);
        options.Groups = [new("first", "t0"), new("second", "t1") { LearningRate = 0.02, WeightDecay = 0.3 }];
        using Trial<float> together = new(options, Tensors), alone = new(second, Tensors[1]), other = new(specification, Tensors[0]);
        together.Run(0, 6);
        Assert.Equal(alone.Run(0, 6)["t1"], together["t1"]);
        Assert.Equal(other.Run(0, 6)["t0"], together["t0"]);
    }

    [Fact]
    public void AGroupWithItsOwnHyperParametersMovesLikeAnOptimizerWithThem()
    {
        ExponentialAverage.Options memory = new() { Decay = 0.3 };
        SecondMoment.Options scaling = new() { Decay = 0.7, Epsilon = 0.01 };
        AdamOptions options = new() { Groups = [new("first", "t0"), new("second", "t1") { Memory = memory, Scaling = scaling }] };
        using Trial<float> together = new(options, Tensors), alone = new("adam:beta1=0.3,beta2=0.7,eps=0.01", Tensors[1]), other = new("adam", Tensors[0]);
        memory.Decay = scaling.Decay = 0;    // the group has its own copy
        together.Run(0, 6);
        Assert.Equal(alone.Run(0, 6)["t1"], together["t1"]);
        Assert.Equal(other.Run(0, 6)["t0"], together["t0"]);
    }

    /// <summary>Long enough that the sums of the buffers are recomputed.</summary>
    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    public void BuffersOfGroupsMayDifferInCapacity(int firstCapacity, int secondCapacity)
    {
        AdamCmOptions options = new()
        {
            Scope = Scope.Tensor,
            Groups =
            [
                new("first", "t0") { Memory = new CriticalMomenta.Options { Capacity = firstCapacity } },
                new("second", "t1") { Memory = new CriticalMomenta.Options { Capacity = secondCapacity } },
            ],
        };
        using Trial<float> together = new(options, Tensors);
        using Trial<float> first = new($"adam-cm:scope=tensor,capacity={firstCapacity}", Tensors[0]), second = new($"adam-cm:scope=tensor,capacity={secondCapacity}", Tensors[1]);
        together.Run(0, 270);
        Assert.Equal(first.Run(0, 270)["t0"], together["t0"]);
        Assert.Equal(second.Run(0, 270)["t1"], together["t1"]);
    }

    [Fact]
    public void AScheduleSetsTheRateOfEveryStep()
    {
        Schedule schedule = Schedules.LinearWarmup(3, Schedules.Cosine(0.1, 0.01, 5));
        using Trial<float> scheduled = new(new AdamOptions { Groups = [new("first", "t0") { Schedule = schedule }, new("second", "t1")] }, Tensors);
        using Trial<float> byHand = new(new AdamOptions { Groups = [new("first", "t0"), new("second", "t1")] }, Tensors);
        for (int step = 0; step < 10; step++)
        {
            byHand.Optimizer.Groups["first"].LearningRate = schedule(step);
            Assert.Equal(byHand.Run(step, step + 1).Bits, scheduled.Run(step, step + 1).Bits);
            Assert.Equal(schedule(step), scheduled.Optimizer.Groups["first"].LearningRate);
            Assert.Equal(1e-3, scheduled.Optimizer.Groups["second"].LearningRate);
        }
    }

    [Fact]
    public void AScheduleThatGivesNoRateIsNamedAndMovesNothing()
    {
        using Trial<float> trial = new(new AdamOptions { Groups = [new("all", "*") { Schedule = step => step == 0 ? 0.1 : double.NaN }] }, Tensors);
        byte[] before = trial.Run(0, 1).Bits;
        Assert.Contains("LearningRate must lie in [0, ∞)", Assert.Throws<ArgumentOutOfRangeException>(trial.Optimizer.Step).Message, StringComparison.Ordinal);
        Assert.Equal(before, trial.Bits);
    }

    [Theory]
    [MemberData(nameof(Separable))]
    public void AFrozenGroupRestsAndGoesOnWhereItWas(string specification)
    {
        OptimizerOptions options = Configurations.Options(specification);
        options.Groups = [new("first", "t0") { IsFrozen = true }, new("second", "t1")];
        using Trial<float> trial = new(options, Tensors), first = new(specification, Tensors[0]), second = new(specification, Tensors[1]);
        for (int step = 0; step < 8; step++)
        {
            bool rests = step is 0 or 3 or 4;
            trial.Optimizer.Groups["first"].IsFrozen = rests;
            trial.Run(step, step + 1);
            first.Run(step, step + (rests ? 0 : 1));
            second.Run(step, step + 1);
            Assert.Equal(first["t0"], trial["t0"]);
            Assert.Equal(second["t1"], trial["t1"]);
        }
    }

    [Fact]
    public void HyperParametersMayChangeBetweenSteps()
    {
        using Trial<double> trial = new("sgdm:lr=0.1,momentum=0.9,weight-decay=0.5", Tensor.Row(5));
        trial.Run(0, 3);
        ParameterGroup group = trial.Optimizer.Groups[0];
        ((HeavyBall.Options)group.Memory).Momentum = 0;
        (group.LearningRate, group.WeightDecay) = (0.25, 0);
        double[] before = [.. trial["t0"]];
        trial.Run(3, 4);
        for (int index = 0; index < 5; index++)
        {
            Assert.Equal(before[index] - 0.25 * trial.Gradient("t0")[index], trial["t0"][index], 1e-15);
        }
    }

    [Fact]
    public void TheOptionsOfAnOptimizerAreItsOwn()
    {
        TamOptions options = new();
        using Trial<float> first = new(options, Tensors), control = new("tam", Tensors);
        options.Memory.Momentum = 0;
        options.LearningRate = 5;
        Assert.Equal(control.Run(0, 4).Bits, first.Run(0, 4).Bits);
    }

    [Fact]
    public void RatesOutOfRangeAreRefused()
    {
        using Trial<float> trial = new("adam", Tensors);
        ParameterGroup group = trial.Optimizer.Groups[0];
        Assert.Throws<ArgumentOutOfRangeException>(() => group.LearningRate = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => trial.Optimizer.LearningRate = double.NaN);
        Assert.Contains("made without weight decay", Assert.Throws<InvalidOperationException>(() => group.WeightDecay = 0.1).Message, StringComparison.Ordinal);
        using Trial<float> decaying = new("adamw", Tensors);
        Assert.Throws<ArgumentOutOfRangeException>(() => decaying.Optimizer.Groups[0].WeightDecay = -0.1);
        decaying.Optimizer.Groups[0].WeightDecay = 0;
    }

    /// <summary>One β for all groups, with each counting by its own learning rate: the descent does not blow up.</summary>
    [Theory]
    [InlineData("am-mgd:lr=0.3", false)]
    [InlineData("am-mgd:lr=0.3", true)]
    [InlineData("am-adamw:lr=0.05,weight-decay=0", false)]
    public void AdaptiveMemoryBearsDifferentLearningRates(string specification, bool passesLoss)
    {
        OptimizerOptions options = Configurations.Options(specification);
        options.Groups = [new("fast", "t0"), new("slow", "t1") { LearningRate = options.LearningRate / 1000 }];
        using Trial<double> trial = new(options, Tensor.Row(20, 20));
        double first = Loss(trial);
        for (int step = 0; step < 300; step++)
        {
            double loss = Loss(trial);
            Assert.True(loss <= 1.5 * first, $"{loss} at step {step}, from {first}");
            trial.Optimizer.Step(passesLoss ? loss : double.NaN);
        }

        Assert.True(Loss(trial) < 0.7 * first);

        static double Loss(Trial<double> trial)
        {
            double loss = 0;
            foreach (string name in new[] { "t0", "t1" })
            {
                for (int index = 0; index < 20; index++)
                {
                    double curvature = 0.2 + index / 10.0;
                    trial.Gradient(name)[index] = curvature * trial[name][index];
                    loss += curvature / 2 * trial[name][index] * trial[name][index];
                }
            }

            return loss;
        }
    }
}
