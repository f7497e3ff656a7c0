using Impetus.Distributed;
using Impetus.Tests.Distributed;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>One line makes an optimizer of TorchSharp that of several processes.</summary>
public sealed class DataParallelTests
{
    private const int Examples = 12;

    [Theory]
    [InlineData("tam", 2)]
    [InlineData("adam-cm", 3)]
    [InlineData("sam(rho=0.05)+adamw", 2)]
    public void AllHaveTheSameBitsDividedOrNotAndNearlyThoseOfOne(string specification, int count)
    {
        float[] alone = Train(specification, null, shards: false);
        float[][] whole = ThreadGroup.Run(count, processes => Train(specification, processes, shards: false));
        float[][] divided = ThreadGroup.Run(count, processes => Train(specification, processes, shards: true));

        Assert.All(whole.Concat(divided), values => Assert.Equal(whole[0], values));
        Assert.All(alone.Zip(whole[0]), pair => Assert.InRange(pair.Second - pair.First, -2e-3, 2e-3));
        Assert.NotEqual(alone, Train(specification, null, shards: false, examples: Examples / 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AGradientThatIsNotFiniteInOneProcessKeepsParametersOfAllTypesInPlaceInAll(bool shards)
    {
        const int Length = 3;
        double[][] ends = ThreadGroup.Run(2, processes =>
        {
            using TorchSharp.Modules.Parameter one = new(ones(Length)), two = new(ones(Length, dtype: ScalarType.Float64));
            using ImpetusOptimizer optimizer = torch.optim.AdaTAMW([("one", one), ("two", two)], lr: 0.1, non_finite: NonFinitePolicy.Skip).DataParallel(processes, shards);
            double Step(double slope)
            {
                one.grad = ones(Length);
                two.grad = full(Length, processes.Rank == 1 ? slope : 1, dtype: ScalarType.Float64);
                optimizer.step();
                return one.detach().data<float>().Sum() + two.detach().data<double>().Sum();
            }

            return new[] { Step(double.NaN), Step(1) };
        });

        Assert.All(ends, end => Assert.Equal(2 * Length, end[0]));
        Assert.All(ends, end => Assert.True(end[1] < end[0]));
    }

    private static float[] Train(string specification, IProcessGroup? processes, bool shards, int examples = Examples)
    {
        using DisposeScope scope = NewDisposeScope();
        int own = examples / (processes?.Size ?? 1), first = own * (processes?.Rank ?? 0);
        Tensor inputs = linspace(-1, 1, Examples * 8).reshape(Examples, 8).narrow(0, first, own);
        using nn.Module<Tensor, Tensor> model = nn.Sequential(("one", nn.Linear(8, 700)), ("two", nn.Tanh()), ("three", nn.Linear(700, 1)));
        using (no_grad())
        {
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
            {
                // What the first process has is taken by all.
                using Tensor start = linspace(-0.1, 0.1 + (processes?.Rank ?? 0), parameter.numel()).reshape(parameter.shape);
                parameter.copy_(start);
            }
        }

        using ImpetusOptimizer optimizer = torch.optim.Impetus(specification, model.named_parameters());
        if (processes is not null)
        {
            Assert.Same(optimizer, optimizer.DataParallel(processes, shards));
        }

        for (int step = 0; step < 5; step++)
        {
            _ = optimizer.step(() =>
            {
                optimizer.zero_grad();
                Tensor loss = (model.call(inputs) - inputs.sum(1, keepdim: true)).pow(2).mean();
                loss.backward();
                return loss;
            });
        }

        return [.. model.parameters().SelectMany(parameter => parameter.detach().data<float>().ToArray())];
    }
}
