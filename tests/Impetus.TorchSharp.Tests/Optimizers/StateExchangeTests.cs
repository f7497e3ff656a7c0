using System.Collections;
using TorchSharp.Modules;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>States of PyTorch and of TorchSharp's own optimizers go into ours and back out, and training goes on as if nothing had happened.</summary>
[Collection(TorchGroup.Name)]
public sealed class StateExchangeTests
{
    private static readonly (string Name, Func<IEnumerable<TorchParameter>, OptimizerHelper> Theirs, Func<IEnumerable<TorchParameter>, ImpetusOptimizer> Ours)[] Rules =
    [
        ("SGD", p => optim.SGD(p, 0.05, momentum: 0.9), p => optim.FusedSGD(p, 0.01, momentum: 0.9)),
        ("Adam", p => optim.Adam(p, 0.02, weight_decay: 0.1), p => optim.FusedAdam(p)),
        ("AdamW", p => optim.AdamW(p, 0.02, 0.8, 0.95, amsgrad: true), p => optim.FusedAdamW(p, amsgrad: true)),
        ("SGD without momentum", p => optim.SGD(p, 0.05), p => optim.FusedSGD(p, 0.01)),
        ("RMSProp without momentum", p => optim.RMSProp(p, 0.02), p => optim.FusedRMSprop(p)),
        ("RMSProp", p => optim.RMSProp(p, 0.02, momentum: 0.5), p => optim.FusedRMSprop(p, momentum: 0.5)),
    ];

    public static TheoryData<string> Names => [.. Rules.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_with_the_state_of_TorchSharp_and_back(string name)
    {
        (_, Func<IEnumerable<TorchParameter>, OptimizerHelper> makeTheirs, Func<IEnumerable<TorchParameter>, ImpetusOptimizer> makeOurs) = Rules.Single(rule => rule.Name == name);
        using DisposeScopeGuard scope = new();
        TorchParameter[] whole = Start(), part = Start();
        using OptimizerHelper all = makeTheirs(whole), begin = makeTheirs(part), end = makeTheirs(part);
        using ImpetusOptimizer middle = makeOurs(part);
        Train(all, whole, 0, 30);
        Train(begin, part, 0, 10);
        middle.load_state_dict(begin.state_dict());
        Train(middle, part, 10, 20);
        middle.copy_state_to(end);
        Train(end, part, 20, 30);
        AssertEqual(whole, part);
    }

    [Fact]
    public void Pickled_states_go_in_and_out()
    {
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.pt");
        using DisposeScopeGuard scope = new();
        TorchParameter[] whole = Start(), part = Start();
        using AdamW all = optim.AdamW(whole, 0.02, weight_decay: 0.1), begin = optim.AdamW(part, 0.02, weight_decay: 0.1), end = optim.AdamW(part);
        using ImpetusOptimizer middle = optim.FusedAdamW([("weight", part[0]), ("bias", part[1])]);
        try
        {
            Train(all, whole, 0, 30);
            Train(begin, part, 0, 10);
            begin.save_py(path);
            middle.load_state_dict(PyTorchUnpickler.UnpickleStateDict(path));
            Assert.Equal(0.02, middle.ParamGroups.Single().LearningRate);
            Train(middle, part, 10, 20);
            IDictionary state = middle.torch_state_dict();
            Assert.Equal(["weight", "bias"], ((ArrayList)((IDictionary)((ArrayList)state["param_groups"]!)[0]!)["param_names"]!).Cast<string>());
            middle.copy_state_to(end);
            foreach (optim.ILearningRateController group in end.ParamGroups)
            {
                group.LearningRate = 0.02;
            }

            end.ParamGroups.Cast<AdamW.ParamGroup>().Single().Options.weight_decay = 0.1;
            Train(end, part, 20, 30);
            AssertEqual(whole, part);

            // By name, whatever the order.
            TorchParameter[] again = Start();
            using ImpetusOptimizer swapped = optim.FusedAdamW([("bias", again[1]), ("weight", again[0])]);
            swapped.load_state_dict(state);
            Assert.True(((Tensor)((IDictionary)((IDictionary)swapped.torch_state_dict()["state"]!)[1]!)["exp_avg"]!)
                .equal((Tensor)((IDictionary)((IDictionary)state["state"]!)[0]!)["exp_avg"]!).all().item<bool>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_does_not_fit_is_named_and_changes_nothing()
    {
        using DisposeScopeGuard scope = new();
        TorchParameter[] parameters = Start(), other = [new(ones(2, 2)), new(ones(3))];
        using AdamW source = optim.AdamW(parameters);
        Train(source, parameters, 0, 3);
        using ImpetusOptimizer shapes = optim.FusedAdamW([("a", other[0]), ("b", other[1])]), count = optim.FusedAdamW([parameters[0]]), rule = optim.FusedSGD(parameters, momentum: 0.9);
        Assert.Contains("'a'", Assert.Throws<InvalidDataException>(() => shapes.load_state_dict(source.state_dict())).Message);
        Assert.Contains("2 parameters", Assert.Throws<InvalidDataException>(() => count.load_state_dict(source.state_dict())).Message);
        Assert.Contains("exp_avg", Assert.Throws<InvalidDataException>(() => rule.load_state_dict(source.state_dict())).Message);
        Assert.Contains("'state'", Assert.Throws<InvalidDataException>(() => rule.load_state_dict(new Hashtable())).Message);
        Assert.Equal(0, rule.Inner.Single().StepCount);
    }

    private static TorchParameter[] Start() => [new(linspace(-1, 1, 12).view(3, 4)), new(ones(5))];

    private static void Train(OptimizerHelper optimizer, TorchParameter[] parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            foreach (TorchParameter parameter in parameters)
            {
                parameter.grad = ((arange(parameter.numel()) * 1.3f + step).cos() * 0.5f).view(parameter.shape) + parameter.detach() * 0.2f;
            }

            optimizer.step();
        }
    }

    private static void AssertEqual(TorchParameter[] expected, TorchParameter[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.True((pair.First - pair.Second).norm().item<float>() <= 1e-5 * pair.First.norm().item<float>()));
}
