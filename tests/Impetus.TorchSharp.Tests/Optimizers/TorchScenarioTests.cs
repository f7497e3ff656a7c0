using TorchSharp.Modules;
using static TorchSharp.torch;
using Scheduler = TorchSharp.torch.optim.lr_scheduler.LRScheduler;
using TorchOptimizer = TorchSharp.torch.optim.Optimizer;

namespace Impetus.Torch.Tests;

/// <summary>What TorchSharp tests its SGD, Adam, AdamW, RMSprop and its schedulers with, with the optimizer's line changed: losses, rates and momenta are theirs.</summary>
[Collection(TorchGroup.Name)]
public sealed class TorchScenarioTests
{
    private const double Rate = 0.00004;

    private static readonly (string Name, Func<TorchScenario, TorchOptimizer> Theirs, Func<TorchScenario, TorchOptimizer> Ours, bool Maximize)[] Programs =
    [
        ("SGD", s => optim.SGD(s.Model.parameters(), Rate), s => optim.FusedSGD(s.Model.parameters(), Rate), false),
        ("SGD momentum", s => optim.SGD(s.Model.parameters(), Rate, momentum: 0.5), s => optim.FusedSGD(s.Model.parameters(), Rate, momentum: 0.5), false),
        ("SGD nesterov", s => optim.SGD(s.Model.parameters(), Rate, momentum: 0.1, nesterov: true), s => optim.FusedSGD(s.Model.parameters(), Rate, momentum: 0.1, nesterov: true), false),
        ("SGD groups", s => optim.SGD(SGDGroups(s), Rate), s => optim.FusedSGD(SGDGroups(s), Rate), false),
        ("Adam", s => optim.Adam(s.Model.parameters()), s => optim.FusedAdam(s.Model.parameters()), false),
        ("Adam maximize", s => optim.Adam(s.Model.parameters(), maximize: true), s => optim.FusedAdam(s.Model.parameters(), maximize: true), true),
        ("Adam groups", s => optim.Adam(AdamGroups(s)), s => optim.FusedAdam(AdamGroups(s)), false),
        ("Adam amsgrad", s => optim.Adam(s.Model.parameters(), amsgrad: true), s => optim.FusedAdam(s.Model.parameters(), amsgrad: true), false),
        ("Adam decay", s => optim.Adam(s.Model.parameters(), weight_decay: 0.5), s => optim.FusedAdam(s.Model.parameters(), weight_decay: 0.5), false),
        ("AdamW", s => optim.AdamW(s.Model.parameters()), s => optim.FusedAdamW(s.Model.parameters(), weight_decay: 0), false),
        ("AdamW groups", s => optim.AdamW(AdamWGroups(s)), s => optim.FusedAdamW(AdamWGroups(s)), false),
        ("AdamW amsgrad", s => optim.AdamW(s.Model.parameters(), weight_decay: 0.1, amsgrad: true), s => optim.FusedAdamW(s.Model.parameters(), weight_decay: 0.1, amsgrad: true), false),
        ("AdamW decay", s => optim.AdamW(s.Model.parameters(), weight_decay: 0.5), s => optim.FusedAdamW(s.Model.parameters(), weight_decay: 0.5), false),
        ("RMSProp", s => optim.RMSProp(s.Model.parameters(), Rate), s => optim.FusedRMSprop(s.Model.parameters(), Rate), false),
        ("RMSProp alpha", s => optim.RMSProp(s.Model.parameters(), Rate, alpha: 0.75), s => optim.FusedRMSprop(s.Model.parameters(), Rate, alpha: 0.75), false),
        ("RMSProp maximize", s => optim.RMSProp(s.Model.parameters(), Rate, alpha: 0.75, maximize: true), s => optim.FusedRMSprop(s.Model.parameters(), Rate, alpha: 0.75, maximize: true), true),
        ("RMSProp decay", s => optim.RMSProp(s.Model.parameters(), Rate, weight_decay: 0.15), s => optim.FusedRMSprop(s.Model.parameters(), Rate, weight_decay: 0.15), false),
        ("RMSProp momentum", s => optim.RMSProp(s.Model.parameters(), Rate, momentum: 0.15), s => optim.FusedRMSprop(s.Model.parameters(), Rate, momentum: 0.15), false),
    ];

    private static readonly (string Name, Func<TorchOptimizer, Scheduler> Make)[] Schedulers =
    [
        ("StepLR", o => optim.lr_scheduler.StepLR(o, 1, 0.97)),
        ("MultiStepLR", o => optim.lr_scheduler.MultiStepLR(o, [3, 5, 7], 0.9)),
        ("LambdaLR", o => optim.lr_scheduler.LambdaLR(o, i => Math.Pow(0.95, 1 + i))),
        ("MultiplicativeLR", o => optim.lr_scheduler.MultiplicativeLR(o, _ => 0.95)),
        ("ExponentialLR", o => optim.lr_scheduler.ExponentialLR(o, 0.8)),
        ("ConstantLR", o => optim.lr_scheduler.ConstantLR(o, 0.5, 4)),
        ("LinearLR", o => optim.lr_scheduler.LinearLR(o, end_factor: 0.75, total_iters: 10)),
        ("PolynomialLR", o => optim.lr_scheduler.PolynomialLR(o, total_iters: 15, power: 2)),
        ("CosineAnnealingLR", o => optim.lr_scheduler.CosineAnnealingLR(o, 10)),
        ("CyclicLR", o => optim.lr_scheduler.CyclicLR(o, 0.0001, 0.0004, step_size_up: 5)),
        ("CyclicLR without momentum", o => optim.lr_scheduler.CyclicLR(o, 0.0001, 0.0004, step_size_up: 5, cycle_momentum: false)),
        ("OneCycleLR", o => optim.lr_scheduler.OneCycleLR(o, 0.0004, total_steps: 25)),
        ("OneCycleLR without momentum", o => optim.lr_scheduler.OneCycleLR(o, 0.0004, total_steps: 25, cycle_momentum: false)),
        ("ReduceLROnPlateau", o => optim.lr_scheduler.ReduceLROnPlateau(o, patience: 1, threshold: 0.05)),
        ("SequentialLR", o => optim.lr_scheduler.SequentialLR(o, [optim.lr_scheduler.LinearLR(o, end_factor: 0.75, total_iters: 10), optim.lr_scheduler.ConstantLR(o), optim.lr_scheduler.ExponentialLR(o)], [10, 15])),
        ("ChainedLR", o => optim.lr_scheduler.ChainedLR([optim.lr_scheduler.ConstantLR(o, 0.5, 3), optim.lr_scheduler.ExponentialLR(o, 0.9)])),
    ];

    public static TheoryData<string> ProgramNames => [.. Programs.Select(static program => program.Name)];

    public static TheoryData<string> SchedulerNames => [.. Schedulers.Select(static scheduler => scheduler.Name)];

    [Theory]
    [MemberData(nameof(ProgramNames))]
    public void Losses_are_theirs(string name)
    {
        (_, Func<TorchScenario, TorchOptimizer> theirs, Func<TorchScenario, TorchOptimizer> ours, bool maximize) = Programs.Single(program => program.Name == name);
        AssertSame(theirs, ours, null, maximize);
    }

    [Theory]
    [MemberData(nameof(SchedulerNames))]
    public void Every_scheduler_drives_them_as_it_drives_theirs(string name)
    {
        Func<TorchOptimizer, Scheduler> make = Schedulers.Single(scheduler => scheduler.Name == name).Make;
        AssertSame(s => optim.SGD(s.Model.parameters(), Rate, momentum: 0.5), s => optim.FusedSGD(s.Model.parameters(), Rate, momentum: 0.5), make);
        AssertSame(s => optim.AdamW(AdamWGroups(s)), s => optim.FusedAdamW(AdamWGroups(s)), name.StartsWith("CyclicLR", StringComparison.Ordinal) ? null : make);
    }

    [Theory]
    [MemberData(nameof(SchedulerNames))]
    public void Rules_that_TorchSharp_lacks_follow_the_same_rates(string name)
    {
        Func<TorchOptimizer, Scheduler> make = Schedulers.Single(scheduler => scheduler.Name == name).Make;
        using TorchScenario first = new(), second = new();
        using TorchOptimizer ball = optim.SGD(first.Model.parameters(), Rate, momentum: 0.9);
        using ImpetusOptimizer torque = optim.AdaTAMW(second.Model.named_parameters(), lr: Rate);
        List<TorchScenario.Seen> expected = first.Train(ball, make(ball), 20, false), actual = second.Train(torque, make(torque), 20, false);
        if (name != "ReduceLROnPlateau")    // which follows the loss
        {
            Assert.Equal(expected.Select(static seen => seen.Rates[0]), actual.Select(static seen => seen.Rates[0]));
        }

        Assert.Equal(expected.Select(static seen => seen.Momenta[0]), actual.Select(static seen => seen.Momenta[0]));
        Assert.True(actual[^1].Loss < actual[0].Loss);
    }

    private static SGD.ParamGroup[] SGDGroups(TorchScenario s) =>
        [new() { Parameters = s.First.parameters(), Options = new() { LearningRate = 0.00005 } }, new(s.Second.parameters(), lr: 0.00003, momentum: 0.25)];

    private static Adam.ParamGroup[] AdamGroups(TorchScenario s) =>
        [new() { Parameters = s.First.parameters(), Options = new() { LearningRate = 0.005 } }, new() { Parameters = s.Second.parameters() }];

    private static AdamW.ParamGroup[] AdamWGroups(TorchScenario s) =>
        [new() { Parameters = s.First.parameters(), Options = new() { LearningRate = 0.005 } }, new() { Parameters = s.Second.parameters() }];

    private static void AssertSame(Func<TorchScenario, TorchOptimizer> theirs, Func<TorchScenario, TorchOptimizer> ours, Func<TorchOptimizer, Scheduler>? schedule, bool maximize = false)
    {
        using TorchScenario first = new(), second = new();
        using TorchOptimizer one = theirs(first), two = ours(second);
        List<TorchScenario.Seen> expected = first.Train(one, schedule?.Invoke(one), 20, maximize), actual = second.Train(two, schedule?.Invoke(two), 20, maximize);
        Assert.NotEqual(expected[0].Loss, expected[^1].Loss);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-4 * Math.Abs(pair.First.Loss));
            Assert.Equal(pair.First.Rates, pair.Second.Rates);
            Assert.Equal(pair.First.Momenta, pair.Second.Momenta);
        });
    }
}
