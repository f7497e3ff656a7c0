using Impetus.Wrappers;

namespace Impetus.Tests;

public sealed class WrapperTests
{
    private readonly double[] _value = [1.0, -2.0, 0.5];
    private readonly double[] _gradient = new double[3];

    [Fact]
    public void SharpnessAwareWithRadiusZeroIsItsInnerOptimizer()
    {
        double[] before = [.. _value];
        double[] plain = Train("adamw:lr=0.01");
        before.CopyTo(_value, 0);
        Assert.Equal(plain, Train("sam(rho=0)+adamw:lr=0.01"));
    }

    [Fact]
    public void SharpnessAwareTakesTheGradientAtTheDisplacedPointAndRestoresExactly()
    {
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using Optimizer optimizer = OptimizerSpecification.Parse("sam(rho=0.1)+sgd:lr=0.25").Create(parameters);
        double[] before = [.. _value];
        List<double[]> seen = [];
        double loss = optimizer.Step(() =>
        {
            seen.Add([.. _value]);
            return Quadratic();
        });

        double norm = Math.Sqrt(before.Sum(x => 4 * x * x));
        double[] displaced = [.. before.Select(x => x + 0.1 * 2 * x / (norm + 1e-12))];
        Assert.Equal(before, seen[0]);
        for (int index = 0; index < 3; index++)
        {
            Assert.Equal(displaced[index], seen[1][index], 1e-15);
            Assert.Equal(before[index] - 0.25 * 2 * displaced[index], _value[index], 1e-15);
        }

        Assert.Equal(before.Sum(x => x * x), loss, 1e-15);
    }

    [Fact]
    public void ExtragradientStepsWithTheGradientFurtherDownhill()
    {
        double[] before = [.. _value];
        Train("meg(h=0.1)+sgd:lr=0.25", steps: 1);
        Assert.All(before.Zip(_value), pair => Assert.Equal(pair.First - 0.25 * 2 * (pair.First - 0.1 * 2 * pair.First), pair.Second, 1e-15));
    }

    [Fact]
    public void ScheduleFreeEvaluatesTheMeanOfWhereItsStepsLed()
    {
        double[] z = [.. _value], x = [.. _value], trained = [];
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using ScheduleFree optimizer = (ScheduleFree)OptimizerSpecification.Parse("schedule-free(beta=0.75)+sgd:lr=0.1").Create(parameters);
        for (int step = 1; step <= 4; step++)
        {
            for (int index = 0; index < 3; index++)
            {
                z[index] -= 0.1 * 2 * (0.25 * z[index] + 0.75 * x[index]);
                x[index] += (z[index] - x[index]) / step;
            }

            optimizer.Step(Quadratic);
            trained = [.. _value];
        }

        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(0.25 * z[index] + 0.75 * x[index], trained[index], 1e-14));
        optimizer.Swap();
        Assert.All(x.Zip(_value), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.Throws<InvalidOperationException>(optimizer.Step);
        optimizer.Swap();
        Assert.Equal(trained, _value);
    }

    [Fact]
    public void LookaheadMeetsHalfWay()
    {
        double[] before = [.. _value];
        double[] fast = Train("sgd:lr=0.1", steps: 2);
        before.CopyTo(_value, 0);
        double[] slow = Train("lookahead(k=2,alpha=0.5)+sgd:lr=0.1", steps: 2);
        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal((before[index] + fast[index]) / 2, slow[index], 1e-15));
    }

    [Fact]
    public void AccumulationStepsWithTheMean()
    {
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using Optimizer optimizer = OptimizerSpecification.Parse("accumulate(batches=2)+sgd:lr=1").Create(parameters);
        double[] before = [.. _value];
        _gradient.AsSpan().Fill(1);
        optimizer.Step();
        Assert.Equal(before, _value);
        _gradient.AsSpan().Fill(2);
        optimizer.Step();
        Assert.All(before.Zip(_value), pair => Assert.Equal(pair.First - 1.5, pair.Second));
    }

    [Fact]
    public void AverageOfWeightsFollowsAndSwapsBackExactly()
    {
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using WeightAverage optimizer = new(Optimizers.Sgd(parameters), new() { Decay = 0.5 });
        double[] before = [.. _value];
        optimizer.Step(Quadratic);
        double[] trained = [.. _value];
        optimizer.Swap();
        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal((before[index] + trained[index]) / 2, _value[index], 1e-15));
        Assert.Throws<InvalidOperationException>(() => optimizer.Step());
        optimizer.Swap();
        Assert.Equal(trained, _value);
    }

    [Fact]
    public void SwitchTransfersTheRateAndHandsOverTheMomentum()
    {
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using Switch optimizer = (Switch)OptimizerSpecification.Parse("switch(steps=2,first=tam)+sgdm:lr=0.01").Create(parameters);
        Assert.Equal(0.01, optimizer.LearningRate);
        Assert.Equal(0.02, optimizer.Current.LearningRate, 1e-15);
        optimizer.Step(Quadratic);
        double[] one = [.. _value];
        optimizer.Step(Quadratic);
        double[] momentum = [.. one.Zip(_value, (left, right) => (left - right) / 0.02)];
        double[] two = [.. _value];
        optimizer.Step(Quadratic);
        Assert.Equal(0.01, optimizer.Current.LearningRate);
        Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(two[index] - 0.01 * (0.9 * momentum[index] + 2 * two[index]), _value[index], 1e-12));
    }

    [Theory]
    // Of the first step alone: −η·2θ with what the first phase has.
    [InlineData("switch(steps=3,first=sgd:lr=0.5)+sgd:lr=0.1", 0.5)]
    [InlineData("switch(steps=3,first=(sgd:lr=0.5,weight-decay=0),fresh=true)+sgd:lr=0.1", 0.5)]
    [InlineData("switch(steps=3,first=sgd)+sgd:lr=0.1", 0.1)]
    [InlineData("switch(steps=3,first=(accumulate(batches=1)+sgd:lr=0.25))+sgd:lr=0.1", 0.25)]
    public void TheFirstOptimizerOfASwitchHasItsOwnSettings(string specification, double rate)
    {
        double[] start = [.. _value];
        double[] end = Train(specification, steps: 1);
        Assert.All(start.Zip(end), pair => Assert.Equal(pair.First - (rate * 2 * pair.First), pair.Second, 1e-12));
    }

    [Theory]
    [InlineData("lookahead(k=2)", "sgd:lr=0.01,weight-decay=0")]
    [InlineData("accumulate(batches=2)", "adam:lr=0.01")]
    [InlineData("ema(decay=0.9)", "sgdm:lr=0.01")]
    public void WrappersReachBothOptimizersOfASwitch(string wrapper, string optimizer)
    {
        double[] start = [.. _value];
        double[] plain = Train($"{wrapper}+{optimizer}", steps: 6);
        start.CopyTo(_value, 0);
        double[] inside = Train($"switch(steps=100,first=({optimizer}))+{wrapper}+{optimizer}", steps: 6);
        start.CopyTo(_value, 0);
        double[] outside = Train($"{wrapper}+switch(steps=2,first=({optimizer}))+{optimizer}", steps: 6);

        Assert.Equal(plain, inside);
        Assert.Equal(plain, outside);
    }

    [Fact]
    public void GroupsSchedulesAndClippingReachTheFirstOptimizerOfASwitch()
    {
        double[] other = [1, 1, 1], otherGradient = [0.1, 0, 0];
        _gradient.AsSpan().Clear();
        _gradient[0] = 1;
        double before = _value[0];
        using ParameterSet parameters = new() { { "x", _value, _gradient }, { "frozen", other, otherGradient } };
        using Optimizer optimizer = OptimizerSpecification.Parse("switch(steps=2,first=sgd:lr=0.5)+sgd:lr=0.1,clip-norm=2").Create(
            parameters, options => options.Groups = [new("rest", "x"), new("still", "frozen") { IsFrozen = true }]);
        optimizer.Groups["rest"].Schedule = step => step == 0 ? 0.1 : 0.05;
        optimizer.Step();
        optimizer.Step();

        Assert.Equal([1.0, 1, 1], other);
        Assert.Equal(before - 0.5 - 0.25, _value[0], 1e-12);
        _gradient[0] = 20;
        optimizer.Step();
        Assert.Equal(before - 0.75 - (0.05 * 2), _value[0], 1e-4);
    }

    [Fact]
    public void AFreshSwitchStartsAnewButCountsOn()
    {
        double[] start = [.. _value];
        double[] switched = Train("switch(steps=3,first=sgd:lr=0.1,fresh=true)+adam:lr=0.01", steps: 5, then: optimizer => Assert.Equal(5, optimizer.StepCount));
        start.CopyTo(_value, 0);
        Train("sgd:lr=0.1,weight-decay=0", steps: 3);
        Assert.Equal(Train("adam:lr=0.01", steps: 2), switched);
    }

    /// <summary>
    /// v is new at the switch: its first correction is 1 − β₂, not 1 − β₂ᵗ of a v that had been there all along, which would
    /// make the step √t times as long. The momentum is not new, so its correction goes on.
    /// </summary>
    [Fact]
    public void ScalingThatTheFirstOptimizerLackedStartsAtTheSwitch()
    {
        _value[0] = 1;
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using Optimizer optimizer = Optimizers.Create(parameters, "switch(steps=3,first=sgdm)+adam:lr=0.01,eps=0");
        foreach (double gradient in (double[])[1, -2, 3, 2])
        {
            Array.Fill(_gradient, gradient);
            optimizer.Step();
        }

        // m: 1, −1.1, 2.01; then 0.9·2.01 + 0.1·2 = 2.009, over 1 − 0.9⁴; v̂ = 2²
        double expected = 1 - 0.01 * (1 - 1.1 + 2.01) - 0.01 * (2.009 / 0.3439) / 2;
        Assert.Equal(expected, _value[0], 1e-12);
    }

    [Theory]
    [InlineData("sam(rho=0.05)+adam-cm:lr=0.01,capacity=2")]
    [InlineData("lookahead(k=2)+madam:lr=0.01")]
    [InlineData("ema(decay=0.9)+adatamw:lr=0.01")]
    [InlineData("accumulate(batches=3)+am-adamw:lr=0.01")]
    [InlineData("schedule-free(beta=0.7)+adamw:lr=0.01,beta1=0")]
    [InlineData("switch(steps=3,first=adatam)+adam:lr=0.01")]
    [InlineData("switch(steps=7,first=tam)+sgdm:lr=0.01")]
    [InlineData("switch(steps=4,first=tam)+madam:lr=0.01")]
    [InlineData("switch(steps=4,first=(tam:lr=0.02,gamma=0.5),fresh=true)+adam:lr=0.01")]
    [InlineData("switch(steps=3,first=(sam(rho=0.05)+sgdm:lr=0.02))+lookahead(k=2)+sgdm:lr=0.01")]
    public void ContinuesAfterLoadingAsIfNothingHadHappened(string specification)
    {
        double[] start = [.. _value];
        double[] uninterrupted = Train(specification, steps: 9);
        start.CopyTo(_value, 0);
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        try
        {
            Train(specification, steps: 5, then: optimizer => optimizer.Save(path));
            Assert.Equal(uninterrupted, Train(specification, steps: 4, first: optimizer => optimizer.Load(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("smm+adamw", "sam")]
    [InlineData("schedule-free+adamw", "adamw:beta1=0")]
    [InlineData("schedule-free+sgdm", "momentum to 0")]
    [InlineData("sam(radius=1)+adamw", "rho")]
    [InlineData("sam(rho=-1)+adamw", "[0, ∞)")]
    [InlineData("sam+meg+adamw", "second")]
    [InlineData("accumulate+sam+adamw", "second")]
    [InlineData("switch(first=tan)+sgdm", "tam")]
    [InlineData("switch(first=(sgd:lr=1,tau=2))+sgdm", "tau")]
    [InlineData("switch(first=(sgd:lr=1)+sgdm", "parenthesis")]
    [InlineData("sam+switch(first=(sam+sgd))+sgdm", "second")]
    [InlineData("adamw:clip-norm=1,clip-value=1", "clip-value")]
    [InlineData("madam:beta2-min=0.9,beta2-max=0.8", "beta2-min")]
    [InlineData("am-adamw:beta-min=0.9,beta-max=0.8", "beta-min")]
    public void NamesWhatIsWrongWithAWrapper(string specification, string part)
    {
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        Exception fault = Assert.ThrowsAny<Exception>(() => OptimizerSpecification.Parse(specification).Create(parameters));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    private double[] Train(string specification, int steps = 5, Action<Optimizer>? first = null, Action<Optimizer>? then = null)
    {
        using ParameterSet parameters = new() { { "x", _value, _gradient } };
        using Optimizer optimizer = OptimizerSpecification.Parse(specification).Create(parameters);
        first?.Invoke(optimizer);
        for (int step = 0; step < steps; step++)
        {
            optimizer.Step(Quadratic);
        }

        then?.Invoke(optimizer);
        return [.. _value];
    }

    private double Quadratic()
    {
        for (int index = 0; index < _value.Length; index++)
        {
            _gradient[index] = 2 * _value[index];
        }

        return _value.Sum(x => x * x);
    }
}
