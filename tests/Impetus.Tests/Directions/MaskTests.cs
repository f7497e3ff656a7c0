using Impetus.Tests.Contract;

namespace Impetus.Tests.Directions;

/// <summary>Masks on the direction, beside groups, threads and tensors that part.</summary>
public sealed class MaskTests
{
    private static readonly Tensor[] Tensors = Tensor.Row(300, 41, 0, 4099, 1);

    /// <summary>Against the paper's lines, over all tensors or each by itself.</summary>
    [Theory]
    [InlineData(Scope.Global)]
    [InlineData(Scope.Tensor)]
    public void CautionLeavesOutWhatGoesAgainstTheGradient(Scope scope)
    {
        OptimizerOptions options = Configurations.Options("cautious+sgdm:lr=0.01");
        options.Scope = scope;
        using Trial<double> trial = new(options, Tensors);
        double[][] theta = [.. Tensors.Select(tensor => trial[tensor.Name].ToArray())], m = [.. Tensors.Select(tensor => new double[tensor.Length])];
        for (int step = 0; step < 9; step++)
        {
            trial.Run(step, step + 1);
            int[] agreeing = new int[Tensors.Length];
            for (int tensor = 0; tensor < Tensors.Length; tensor++)
            {
                double[] g = trial.Gradient(Tensors[tensor].Name);
                for (int at = 0; at < g.Length; at++)
                {
                    m[tensor][at] = 0.9 * m[tensor][at] + g[at];
                    agreeing[tensor] += m[tensor][at] * g[at] > 0 ? 1 : 0;
                }
            }

            for (int tensor = 0; tensor < Tensors.Length; tensor++)
            {
                double[] g = trial.Gradient(Tensors[tensor].Name);
                double factor = scope == Scope.Tensor ? g.Length / (agreeing[tensor] + 1.0) : Tensors.Sum(each => each.Length) / (agreeing.Sum() + 1.0);
                for (int at = 0; at < g.Length; at++)
                {
                    theta[tensor][at] -= m[tensor][at] * g[at] > 0 ? 0.01 * factor * m[tensor][at] : 0;
                }

                Assert.All(theta[tensor].Zip(trial[Tensors[tensor].Name]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            }
        }
    }

    /// <summary>Each rule of an optimizer counts its own tensors, whether another has a mask or not.</summary>
    [Fact]
    public void GroupsHaveTheMasksOfTheirRules()
    {
        OptimizerOptions options = Configurations.Options("cautious+adamw");
        options.Groups = [new("first", "t0", "t3"), new("second", "t1", "t2", "t4") { Rule = Configurations.Options("grams+tam") }];
        using Trial<float> mixed = new(options, Tensors), first = new("cautious+adamw", Tensors[0], Tensors[3]), second = new("grams+tam", Tensors[1], Tensors[2], Tensors[4]);
        mixed.Run(0, 9);
        first.Run(0, 9);
        second.Run(0, 9);
        Assert.Equal(first["t3"], mixed["t3"]);
        Assert.Equal(second["t1"], mixed["t1"]);
    }

    [Fact]
    public void AMaskIsPartOfTheStatesName()
    {
        using Trial<float> trial = new("sam+cautious+tam", Tensors[0]);
        Assert.Equal("torque-aware*none*cautious", trial.Optimizer.Options.Composition);
    }
}
