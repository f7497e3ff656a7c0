using Impetus.Tests.Contract;

namespace Impetus.Tests.Passes;

/// <summary>How often a step goes over the tensors: what its time is made of, counted rather than timed.</summary>
public sealed class PassTests
{
    private static readonly string[] MemoriesThatMeasureFirst = ["torque-aware", "adaptive-memory", "critical-gradients", "variance-reduction"];

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void OnePassMovesAndOneMoreMeasuresWhereTheRuleNeedsIt(string name)
    {
        int passes = MemoriesThatMeasureFirst.Contains(OptimizerRegistry.Find(name)!.Memory) ? 2 : 1;
        Assert.Equal(passes, PassesOfAStep(name, options => options.NonFinite = NonFinitePolicy.Ignore, 5000));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ManyTensorsAreOnePass(string name)
    {
        int[] lengths = [.. Enumerable.Repeat(70, 50)];
        Assert.Equal(PassesOfAStep(name, static _ => { }, 3500), PassesOfAStep(name, static _ => { }, lengths));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsCheckedInAPassThatMeasuresAnyhow(string name)
        => Assert.Equal(2, PassesOfAStep(name, static options => options.NonFinite = NonFinitePolicy.Throw, 5000));

    /// <summary>Sums over single tensors are taken when the tensor is moved; a long tensor among them is measured before, as all threads share it.</summary>
    [Theory]
    [InlineData("tam:scope=tensor")]
    [InlineData("am-adamw:scope=tensor")]
    public void TensorsThatDependOnNoOtherAreMeasuredAndMovedInOnePass(string specification)
    {
        Assert.Equal(1, PassesOfAStep(specification, static options => options.NonFinite = NonFinitePolicy.Ignore, 5000, 70, 0, 300));
        Assert.Equal(2, PassesOfAStep(specification, static options => options.NonFinite = NonFinitePolicy.Throw, 5000, 70, 0, 300));
        Assert.Equal(2, PassesOfAStep(specification, static options => options.NonFinite = NonFinitePolicy.Throw, [.. Enumerable.Repeat(300_000, 4)]));
        Assert.Equal(2, PassesOfAStep(specification, static options => options.NonFinite = NonFinitePolicy.Ignore, 1_100_000, 70, 0, 300));
    }

    /// <summary>What becomes of the direction last may need sums over it, which is a pass of its own.</summary>
    [Theory]
    [InlineData("grams+adamw", 1)]
    [InlineData("cautious+adamw", 2)]
    [InlineData("cautious+tam", 3)]
    [InlineData("cautious+tam:scope=tensor", 3)]
    public void AMaskThatCountsTakesAPass(string specification, int passes)
        => Assert.Equal(passes, PassesOfAStep(specification, static options => options.NonFinite = NonFinitePolicy.Ignore, 5000, 70));

    private static long PassesOfAStep(string name, Action<OptimizerOptions> configure, params int[] lengths)
    {
        OptimizerOptions options = Configurations.Options(name);
        configure(options);
        using Trial<float> trial = new(options, Tensor.Row(lengths));
        trial.Run(0, 3);
        long before = trial.Optimizer.PassCount;
        trial.Run(3, 4);
        return trial.Optimizer.PassCount - before;
    }
}
