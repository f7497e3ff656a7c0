using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using Scheduler = TorchSharp.torch.optim.lr_scheduler.LRScheduler;

namespace Impetus.Torch.Tests;

/// <summary>What TorchSharp tests its SGD, Adam, AdamW, RMSprop and its schedulers with, with the optimizer's line changed: losses, rates and momenta are theirs.</summary>
[Collection(TorchGroup.Name)]
public sealed class TorchScenarioTests
{
    private const double Rate = 0.00004;

    private static readonly (string Name, Func<TorchScenario, Optimizer> Theirs, Func<TorchScenario, Optimizer> Ours, bool Maximize)[] Programs =
    [
        ("SGD", s => SGD(s.Model.parameters(), Rate), s => FusedSGD(s.Model.parameters(), Rate), false),
        ("SGD momentum", s => SGD(s.Model.parameters(), Rate, momentum: 0.5), s => FusedSGD(s.Model.parameters(), Rate, momentum: 0.5), false),
        ("SGD nesterov", s => SGD(s.Model.parameters(), Rate, momentum: 0.1, nesterov: true), s => FusedSGD(s.Model.parameters(), Rate, momentum: 0.1, nesterov: true), false),
        ("SGD groups", s => SGD(SGDGroups(s), Rate), s => FusedSGD(SGDGroups(s), Rate), false),
        ("Adam", s => Adam(s.Model.parameters()), s => FusedAdam(s.Model.parameters()), false),
        ("Adam maximize", s => Adam(s.Model.parameters(), maximize: true), s => FusedAdam(s.Model.parameters(), maximize: true), true),
        ("Adam groups", s => Adam(AdamGroups(s)), s => FusedAdam(AdamGroups(s)), false),
        ("Adam amsgrad", s => Adam(s.Model.parameters(), amsgrad: true), s => FusedAdam(s.Model.parameters(), amsgrad: true), false),
        ("Adam decay", s => Adam(s.Model.parameters(), weight_decay: 0.5), s => FusedAdam(s.Model.parameters(), weight_decay: 0.5), false),
        ("AdamW", s => AdamW(s.Model.parameters()), s => FusedAdamW(s.Model.parameters(), weight_decay: 0), false),
        ("AdamW groups", s => AdamW(AdamWGroups(s)), s => FusedAdamW(AdamWGroups(s)), false),
        ("AdamW amsgrad", s => AdamW(s.Model.parameters(), weight_decay: 0.1, amsgrad: true), s => FusedAdamW(s.Model.parameters(), weight_decay: 0.1, amsgrad: true), false),
        ("AdamW decay", s => AdamW(s.Model.parameters(), weight_decay: 0.5), s => FusedAdamW(s.Model.parameters(), weight_decay: 0.5), false),
        ("RMSProp", s => RMSProp(s.Model.parameters(), Rate), s => FusedRMSprop(s.Model.parameters(), Rate), false),
        ("RMSProp alpha", s => RMSProp(s.Model.parameters(), Rate, alpha: 0.75), s => FusedRMSprop(s.Model.parameters(), Rate, alpha: 0.75), false),
        ("RMSProp maximize", s => RMSProp(s.Model.parameters(), Rate, alpha: 0.75, maximize: true), s => FusedRMSprop(s.Model.parameters(), Rate, alpha: 0.75, maximize: true), true),
        ("RMSProp decay", s => RMSProp(s.Model.parameters(), Rate, weight_decay: 0.15), s => FusedRMSprop(s.Model.parameters(), Rate, weight_decay: 0.15), false),
        ("RMSProp momentum", s => RMSProp(s.Model.parameters(), Rate, momentum: 0.15), s => FusedRMSprop(s.Model.parameters(), Rate, momentum: 0.15), false),
    ];

    private static readonly (string Name, Func<Optimizer, Scheduler> Make)[] Schedulers =
    [
        ("StepLR", o => lr_scheduler.StepLR(o, 1, 0.97)),
        ("MultiStepLR", o => lr_scheduler.MultiStepLR(o, [3, 5, 7], 0.9)),
        ("LambdaLR", o => lr_scheduler.LambdaLR(o, i => Math.Pow(0.95, 1 + i))),
        ("MultiplicativeLR", o => lr_scheduler.MultiplicativeLR(o, _ => 0.95)),
        ("ExponentialLR", o => lr_scheduler.ExponentialLR(o, 0.8)),
        ("ConstantLR", o => lr_scheduler.ConstantLR(o, 0.5, 4)),
        ("LinearLR", o => lr_scheduler.LinearLR(o, end_factor: 0.75, total_iters: 10)),
        ("PolynomialLR", o => lr_scheduler.PolynomialLR(o, total_iters: 15, power: 2)),
        ("CosineAnnealingLR", o => lr_scheduler.CosineAnnealingLR(o, 10)),
        ("CyclicLR", o => lr_scheduler.CyclicLR(o, 0.0001, 0.0004, step_size_up: 5)),
        ("CyclicLR without momentum", o => lr_scheduler.CyclicLR(o, 0.0001, 0.0004, step_size_up: 5, cycle_momentum: false)),
        ("OneCycleLR", o => lr_scheduler.OneCycleLR(o, 0.0004, total_steps: 25)),
        ("OneCycleLR without momentum", o => lr_scheduler.OneCycleLR(o, 0.0004, total_steps: 25, cycle_momentum: false)),
        ("ReduceLROnPlateau", o => lr_scheduler.ReduceLROnPlateau(o, patience: 1, threshold: 0.05)),
        ("SequentialLR", o => lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, end_factor: 0.75, total_iters: 10), lr_scheduler.ConstantLR(o), lr_scheduler.ExponentialLR(o)], [10, 15])),
        ("ChainedLR", o => lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(o, 0.5, 3), lr_scheduler.ExponentialLR(o, 0.9)])),
    ];

    public static TheoryData<string> ProgramNames => [.. Programs.Select(static program => program.Name)];

    public static TheoryData<string> SchedulerNames => [.. Schedulers.Select(static scheduler => scheduler.Name)];

    [Theory]
    [MemberData(nameof(ProgramNames))]
    public void Losses_are_theirs(string name)
    {
        (_, Func<TorchScenario, Optimizer> theirs, Func<TorchScenario, Optimizer> ours, bool maximize) = Programs.Single(program => program.Name == name);
        AssertSame(theirs, ours, null, maximize);
    }

    [Theory]
    [MemberData(nameof(SchedulerNames))]
    public void Every_scheduler_drives_them_as_it_drives_theirs(string name)
    {
        Func<Optimizer, Scheduler> make = Schedulers.Single(scheduler => scheduler.Name == name).Make;
        AssertSame(s => SGD(s.Model.parameters(), Rate, momentum: 0.5), s => FusedSGD(s.Model.parameters(), Rate, momentum: 0.5), make);
        AssertSame(s => AdamW(AdamWGroups(s)), s => FusedAdamW(AdamWGroups(s)), name.StartsWith("CyclicLR", StringComparison.Ordinal) ? null : make);
    }

    [Theory]
    [MemberData(nameof(SchedulerNames))]
    public void Rules_that_TorchSharp_lacks_follow_the_same_rates(string name)
    {
        Func<Optimizer, Scheduler> make = Schedulers.Single(scheduler => scheduler.Name == name).Make;
        using TorchScenario first = new(), second = new();
        using Optimizer adam = Adam(first.Model.parameters(), Rate);
        using ImpetusOptimizer torque = AdaTAMW(second.Model.named_parameters(), lr: Rate);
        List<TorchScenario.Seen> expected = first.Train(adam, make(adam), 20, false), actual = second.Train(torque, make(torque), 20, false);
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

    private static void AssertSame(Func<TorchScenario, Optimizer> theirs, Func<TorchScenario, Optimizer> ours, Func<Optimizer, Scheduler>? schedule, bool maximize = false)
    {
        using TorchScenario first = new(), second = new();
        using Optimizer one = theirs(first), two = ours(second);
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
