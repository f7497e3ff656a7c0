using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>Where TorchSharp has the rule: its own optimizer beside ours, on recorded gradients in double precision.</summary>
[Collection(TorchGroup.Name)]
public sealed class TorchPeerTests
{
    private const int Steps = 200;

    private static readonly (string Name, Func<IEnumerable<TorchParameter>, OptimizerHelper> Theirs, Func<IEnumerable<TorchParameter>, OptimizerHelper> Ours)[] Rules =
    [
        ("SGD", p => optim.SGD(p, 0.05), p => optim.FusedSGD(p, 0.05)),
        ("SGD momentum", p => optim.SGD(p, 0.05, momentum: 0.9, weight_decay: 0.01), p => optim.FusedSGD(p, 0.05, momentum: 0.9, weight_decay: 0.01)),
        ("SGD nesterov", p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true), p => optim.FusedSGD(p, 0.05, momentum: 0.9, nesterov: true)),
        ("SGD maximize", p => optim.SGD(p, 0.05, momentum: 0.9, maximize: true), p => optim.FusedSGD(p, 0.05, momentum: 0.9, maximize: true)),
        ("Adam", p => optim.Adam(p, 0.01, weight_decay: 0.1), p => optim.FusedAdam(p, 0.01, weight_decay: 0.1)),
        ("Adam amsgrad", p => optim.Adam(p, 0.01, amsgrad: true), p => optim.FusedAdam(p, 0.01, amsgrad: true)),
        ("Adam maximize", p => optim.Adam(p, 0.01, maximize: true), p => optim.FusedAdam(p, 0.01, maximize: true)),
        ("AdamW", p => optim.AdamW(p, 0.01, 0.8, 0.95, 1e-6, 0.1), p => optim.FusedAdamW(p, 0.01, 0.8, 0.95, 1e-6, 0.1)),
        ("AdamW amsgrad", p => optim.AdamW(p, 0.01, amsgrad: true), p => optim.FusedAdamW(p, 0.01, amsgrad: true)),
        ("RMSProp", p => optim.RMSProp(p, 0.01, weight_decay: 0.01), p => optim.FusedRMSprop(p, 0.01, weight_decay: 0.01)),
        ("Adagrad", p => optim.Adagrad(p, 0.01, lr_decay: 0.1, weight_decay: 0.01), p => optim.FusedAdagrad(p, 0.01, lr_decay: 0.1, weight_decay: 0.01)),
        ("Adadelta", p => optim.Adadelta(p, 0.5, rho: 0.8, weight_decay: 0.01), p => optim.FusedAdadelta(p, 0.5, rho: 0.8, weight_decay: 0.01)),
        ("Adamax", p => optim.Adamax(p, 0.01, weight_decay: 0.01), p => optim.FusedAdamax(p, 0.01, weight_decay: 0.01)),
        ("ASGD", p => optim.ASGD(p, 0.05, lambd: 0.1, weight_decay: 0.01), p => optim.FusedASGD(p, 0.05, lambd: 0.1, weight_decay: 0.01)),
        ("RMSProp momentum", p => optim.RMSProp(p, 0.01, alpha: 0.9, momentum: 0.9), p => optim.FusedRMSprop(p, 0.01, alpha: 0.9, momentum: 0.9)),
    ];

    public static TheoryData<string> Names => [.. Rules.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_on_recorded_gradients(string name)
    {
        (_, Func<IEnumerable<TorchParameter>, OptimizerHelper> theirs, Func<IEnumerable<TorchParameter>, OptimizerHelper> ours) = Rules.Single(rule => rule.Name == name);
        AssertAgree(parameters => theirs(parameters), parameters => ours(parameters));
    }

    [Fact]
    public void Agrees_with_groups_and_a_scheduler() => AssertAgree(
        parameters => optim.AdamW([new AdamW.ParamGroup(parameters.Take(1), lr: 0.02, weight_decay: 0.3), new AdamW.ParamGroup { Parameters = parameters.Skip(1) }], lr: 0.01, beta1: 0.8),
        parameters => optim.FusedAdamW([new AdamW.ParamGroup(parameters.Take(1), lr: 0.02, weight_decay: 0.3), new AdamW.ParamGroup { Parameters = parameters.Skip(1) }], lr: 0.01, beta1: 0.8),
        optimizer => optim.lr_scheduler.OneCycleLR(optimizer, [0.1, 0.05], total_steps: Steps + 1));

    [Fact]
    public void Agrees_where_a_scheduler_brings_momentum() => AssertAgree(
        parameters => optim.SGD(parameters, 0.01),
        parameters => optim.FusedSGD(parameters, 0.01),
        optimizer => optim.lr_scheduler.CyclicLR(optimizer, 0.001, 0.02, step_size_up: 30));

    [Fact]
    public void Dampening_counts_from_the_first_step()
    {
        using TorchParameter theirs = Start()[0], ours = Start()[0];
        using SGD sgd = optim.SGD([theirs], 0.1, momentum: 0.9, dampening: 0.5);
        using ImpetusOptimizer fused = optim.FusedSGD([ours], 0.1, momentum: 0.9, dampening: 0.5);
        using Tensor start = ours.detach().clone();
        (theirs.grad, ours.grad) = (ones_like(theirs), ones_like(ours));
        sgd.step();
        fused.step();
        Assert.True((start - theirs).allclose(full_like(start, 0.1)));
        Assert.True((start - ours).allclose(full_like(start, 0.05)));
    }

    [Fact]
    public void RAdam_follows_its_paper_where_TorchSharp_takes_the_rate_twice()
    {
        using TorchParameter ours = Start()[0];
        using ImpetusOptimizer fused = optim.FusedRAdam([ours], lr: 0.01);
        using DisposeScopeGuard _ = new();
        Tensor theta = ours.detach().clone(), m = zeros_like(theta), v = zeros_like(theta);
        double longest = 2 / (1 - 0.999) - 1;
        for (int t = 1; t <= 50; t++)
        {
            Tensor gradient = Gradient(ours, t, 0);
            ours.grad = gradient;
            m = m * 0.9 + gradient * 0.1;
            v = v * 0.999 + gradient * gradient * 0.001;
            double decay = Math.Pow(0.999, t), rho = longest - 2 * t * decay / (1 - decay);
            Tensor step = m / (1 - Math.Pow(0.9, t));
            if (rho > 5)
            {
                double r = Math.Sqrt((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho));
                step *= r * Math.Sqrt(1 - decay) / (v.sqrt() + 1e-8);
            }

            theta -= 0.01 * step;
            fused.step();
        }

        Assert.True(theta.allclose(ours, 1e-9, 1e-12));
    }

    [Fact]
    public void RAdam_of_TorchSharp_is_ours_where_its_second_factor_is_one()
    {
        AssertAgree(parameters => optim.RAdam(parameters, 1), parameters => optim.FusedRAdam(parameters, 1));
        using TorchParameter theirs = Start()[0], ours = Start()[0];
        using RAdam radam = optim.RAdam([theirs], 0.01);
        using ImpetusOptimizer fused = optim.FusedRAdam([ours], 0.01);
        for (int step = 1; step <= 10; step++)
        {
            using DisposeScopeGuard _ = new();
            Tensor before = theirs.detach().clone(), own = ours.detach().clone();
            (theirs.grad, ours.grad) = (ones_like(theirs), ones_like(ours));
            radam.step();
            fused.step();
            double shorter = ((before - theirs).norm() / (own - ours).norm()).item<double>();
            Assert.Equal(step <= 5 ? 1 : 0.01, shorter, 1e-6);    // rectified from the sixth step on
        }
    }

    private static void AssertAgree(
        Func<TorchParameter[], OptimizerHelper> makeTheirs,
        Func<TorchParameter[], OptimizerHelper> makeOurs,
        Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>? schedule = null)
    {
        using DisposeScopeGuard _ = new();
        TorchParameter[] theirs = Start(), ours = Start();
        using OptimizerHelper first = makeTheirs(theirs), second = makeOurs(ours);
        optim.lr_scheduler.LRScheduler? one = schedule?.Invoke(first), two = schedule?.Invoke(second);
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < theirs.Length; i++)
            {
                (theirs[i].grad, ours[i].grad) = (Gradient(theirs[i], step, i), Gradient(ours[i], step, i));
            }

            first.step();
            second.step();
            one?.step();
            two?.step();
            Assert.Equal(first.ParamGroups.Select(group => group.LearningRate), second.ParamGroups.Select(group => group.LearningRate));
        }

        foreach ((TorchParameter a, TorchParameter b) in theirs.Zip(ours))
        {
            Assert.True((a - b).norm().item<double>() <= 1e-6 * a.norm().item<double>(), $"{a.data<double>()[0]} and {b.data<double>()[0]}");
        }
    }

    private static TorchParameter[] Start() =>
        [.. new long[][] { [3, 4], [5], [] }.Select(shape => new TorchParameter(arange(shape.Aggregate(1L, (a, b) => a * b), dtype: ScalarType.Float64).sin().view(shape) + 1))];

    // Depends on the step and a little on the parameter, as gradients do.
    private static Tensor Gradient(Tensor parameter, int step, int index) =>
        ((arange(parameter.numel(), dtype: ScalarType.Float64) * 1.7 + step * 0.9 + index).cos() * 0.5).view(parameter.shape) + parameter.detach() * 0.3;
}
