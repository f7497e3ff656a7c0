using Impetus.Wrappers;

namespace Impetus.Tests;

/// <summary>Hyper-parameters that follow schedules.</summary>
public class ScheduledHyperparameterTests
{
    private const int Steps = 8;
    private static readonly Schedule Falling = Schedules.Linear(0.9, 0.1, Steps);

    [Theory]
    [InlineData("adamw:weight-decay=0.1", "beta1", "beta1")]
    [InlineData("adamw:weight-decay=0.1", "weight-decay", "weight-decay")]
    [InlineData("tam", "gamma", "gamma")]
    [InlineData("adam-cm", "momentum", "beta1")]
    [InlineData("madam", "beta1", "beta1")]
    [InlineData("cautious+ademamix", "alpha", "alpha")]
    public void AStepHasWhatTheScheduleGivesForIt(string text, string key, string spelled)
    {
        using Model scheduled = new(text, key), byHand = new(text);
        for (int step = 0; step < Steps; step++)
        {
            byHand.Optimizer.Groups[0].Describe().Single(option => option.Key == spelled).Set(Falling(step).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            byHand.Step(step);
            scheduled.Step(step);
            Assert.Equal(byHand.Weight, scheduled.Weight);
        }

        using Model plain = new(text);
        Enumerable.Range(0, Steps).ToList().ForEach(plain.Step);
        Assert.NotEqual(plain.Weight, scheduled.Weight);
    }

    [Theory]
    [InlineData("sam+sgdm", "sam.rho", "sam(rho={0})+sgdm")]
    [InlineData("ema+sam+sgdm", "rho", "ema+sam(rho={0})+sgdm")]
    [InlineData("meg+sgd", "h", "meg(h={0})+sgd")]
    public void AWrappersOptionCounts(string text, string key, string spelled)
    {
        using Model scheduled = new(text, key), constant = new(string.Format(System.Globalization.CultureInfo.InvariantCulture, spelled, Falling(0)));
        scheduled.Step(0);
        constant.Step(0);
        Assert.Equal(constant.Weight, scheduled.Weight);
        scheduled.Step(1);
        constant.Step(1);
        Assert.NotEqual(constant.Weight, scheduled.Weight);
    }

    [Theory]
    [InlineData("lookahead(k=3)+sam+adamw:weight-decay=0.1", "sam.rho")]
    [InlineData("muon:lr=0.1", "momentum")]
    public void ASavedStateGoesOnWithTheSchedule(string text, string key)
    {
        using Model whole = new(text, key), first = new(text, key), second = new(text, key);
        Enumerable.Range(0, Steps).ToList().ForEach(whole.Step);
        Enumerable.Range(0, 5).ToList().ForEach(first.Step);
        using MemoryStream state = new();
        first.Optimizer.Save(state);
        state.Position = 0;
        first.Weight.CopyTo(second.Weight, 0);
        second.Optimizer.Load(state);
        Enumerable.Range(5, Steps - 5).ToList().ForEach(second.Step);
        Enumerable.Range(5, Steps - 5).ToList().ForEach(first.Step);

        Assert.Equal(whole.Weight, second.Weight);
        Assert.Equal(whole.Weight, first.Weight);    // saving is no change
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using Model model = new("adamw:weight-decay=0.1", "beta1");
        model.Step(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Optimizer.Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("adamw", "lr", "a schedule of its own")]
    [InlineData("sgd", "beta1", "It has: weight-decay.")]
    [InlineData("adamw", "beta3", "Did you mean")]
    [InlineData("adam-cm", "capacity", "no number that could change from step to step")]
    [InlineData("lookahead+adamw", "k", "no number that could change from step to step")]
    public void WhatCannotFollowAScheduleIsNamed(string text, string key, string cause)
        => Assert.Contains(cause, Assert.Throws<ArgumentException>(() => new Model(text, key)).Message, StringComparison.Ordinal);

    private sealed class Model : IDisposable
    {
        private readonly float[] _gradient = new float[12];
        private readonly ParameterSet _parameters;

        public Model(string text, string? key = null)
        {
            _parameters = new() { { "weight", Weight, _gradient, 3, 4 } };
            Optimizer inner = OptimizerSpecification.Parse(text).Create(_parameters);
            Optimizer = key is null ? inner : new ScheduledHyperparameters(inner, new Dictionary<string, Schedule> { [key] = Falling });
        }

        public float[] Weight { get; } = [.. Enumerable.Range(0, 12).Select(index => MathF.Sin(index) + 2)];

        public Optimizer Optimizer { get; }

        // A gradient that depends on the weights, and turns.
        public void Step(int step) => Optimizer.Step(() =>
        {
            for (int index = 0; index < Weight.Length; index++)
            {
                _gradient[index] = Weight[index] * (index + 1) / 6 + MathF.Cos(3 * step + index);
            }

            return 1;
        });

        public void Dispose()
        {
            Optimizer.Dispose();
            _parameters.Dispose();
        }
    }
}
