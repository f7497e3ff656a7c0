using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>Different rules for the parameters of one module, and weights that are evaluated instead of those that are trained.</summary>
[Collection(TorchGroup.Name)]
public sealed class RuleGroupTests
{
    [Fact]
    public void MuonAndItsSpecificationAreTheSame()
    {
        using nn.Module<Tensor, Tensor> one = Network(), other = Network(), third = Network();
        using ImpetusOptimizer first = optim.Muon(one.named_parameters(), lr: 0.05, weight_decay: 0.1, adamw_lr: 0.01);
        using ImpetusOptimizer second = optim.Impetus("muon:lr=0.05,weight-decay=0.1,adamw-lr=0.01", other.parameters());
        using ImpetusOptimizer grouped = optim.Impetus("groups(rank=2:(muon:lr=0.05,weight-decay=0.1),else:(adamw:lr=0.01,beta2=0.95,eps=1e-10,weight-decay=0.1))", third);
        Train(one, first);
        Train(other, second);
        Train(third, grouped);
        Assert.Equal(Values(one), Values(other));
        Assert.Equal(Values(one), Values(third));
    }

    [Fact]
    public void GroupsGoByTheTypesOfModules()
    {
        using nn.Module<Tensor, Tensor> network = Network();
        using ImpetusOptimizer optimizer = optim.Impetus("groups(type=Linear:(sgd:lr=0.1),type=LayerNorm:(adamw:lr=0.01))", network);
        Assert.Equal(["group 0 type=Linear", "group 0 type=LayerNorm"], optimizer.Inner[0].Groups.Select(group => group.Name));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], optimizer.Inner[0].Groups[0].Parameters.Select(parameter => parameter.Name));
        Train(network, optimizer);
        Assert.Contains("module", Assert.Throws<ArgumentException>(() => optim.Impetus("groups(type=Linear:(sgd),else:adamw)", network.named_parameters())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSchedulerLeadsAllRules()
    {
        using nn.Module<Tensor, Tensor> network = Network();
        using ImpetusOptimizer optimizer = optim.Impetus("groups(rank=2:(muon:lr=0.02),else:(adamw:lr=1e-3)):no-decay=vectors", network);
        optim.lr_scheduler.LRScheduler scheduler = optim.lr_scheduler.StepLR(optimizer, 1, gamma: 0.5);
        for (int step = 0; step < 3; step++)
        {
            Train(network, optimizer, 1);
            Assert.Equal(0.02 / (1 << step), optimizer.Inner[0].Groups["group 0 rank=2"].LearningRate, 1e-15);
            Assert.Equal(1e-3 / (1 << step), optimizer.Inner[0].Groups["group 0 else no-decay"].LearningRate, 1e-15);
            scheduler.step();
        }
    }

    [Fact]
    public void AnAverageIsEvaluatedAndTrainingGoesOn()
    {
        using nn.Module<Tensor, Tensor> network = Network(), undisturbed = Network();
        using ImpetusOptimizer optimizer = optim.AdamWScheduleFree(network.named_parameters(), lr: 0.05), plain = optim.AdamWScheduleFree(undisturbed.named_parameters(), lr: 0.05);
        Train(network, optimizer);
        Train(undisturbed, plain);
        float[] trained = Values(network);
        optimizer.eval();
        optimizer.eval();
        Assert.NotEqual(trained, Values(network));
        Assert.Throws<InvalidOperationException>(() => Train(network, optimizer, 1));
        optimizer.train();
        Assert.Equal(trained, Values(network));
        Train(network, optimizer);
        Train(undisturbed, plain);
        Assert.Equal(Values(undisturbed), Values(network));
    }

    private static Sequential Network()
    {
        random.manual_seed(3);
        return nn.Sequential(nn.Linear(6, 5), nn.LayerNorm(5), nn.Linear(5, 4));
    }

    private static void Train(nn.Module<Tensor, Tensor> network, ImpetusOptimizer optimizer, int steps = 5)
    {
        using Tensor input = arange(24, dtype: ScalarType.Float32).reshape(4, 6) / 10;
        for (int step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            using Tensor loss = network.forward(input).pow(2).mean();
            loss.backward();
            optimizer.step();
        }
    }

    private static float[] Values(nn.Module network) => [.. network.parameters().SelectMany(static parameter => parameter.data<float>())];
}
