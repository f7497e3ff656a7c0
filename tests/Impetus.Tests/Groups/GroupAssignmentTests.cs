using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Groups;

public sealed class GroupAssignmentTests
{
    private static readonly Tensor[] Tensors = [new("block1.weight", 0, 4), new("block1.bias", 4, 2), new("block2.weight", 6, 4), new("block2.bias", 10, 2)];

    [Fact]
    public void PatternsChoose()
    {
        using Trial<float> trial = With(new("bias", "*.bias"), new("first", "block?.weight"));
        Assert.Equal(["block1.bias", "block2.bias"], trial.Optimizer.Groups["bias"].Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["block1.weight", "block2.weight"], trial.Optimizer.Groups["first"].Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["bias", "first"], trial.Optimizer.Groups.Select(group => group.Name));
    }

    [Fact]
    public void WithoutGroupsAllBelongToOne()
    {
        using Trial<float> trial = With();
        Assert.Equal("default", Assert.Single(trial.Optimizer.Groups).Name);
        Assert.Equal(4, trial.Optimizer.Groups["default"].Parameters.Count);
    }

    [Fact]
    public void AParameterWithoutAGroupIsRefused()
        => Refused("'block1.weight' belongs to no group", new ParameterGroupOptions("bias", "*.bias"));

    [Fact]
    public void AParameterOfTwoGroupsIsRefused()
        => Refused("'block1.bias' belongs to groups 'bias' and 'rest'", new("bias", "*.bias"), new("rest", "*"));

    [Fact]
    public void TwoPatternsOfOneGroupMayMeet()
    {
        using Trial<float> trial = With(new ParameterGroupOptions("all", "*", "block1.*"));
        Assert.Equal(4, trial.Optimizer.Groups["all"].Parameters.Count);
    }

    [Fact]
    public void PatternsMindCase() => Refused("belongs to no group", new("bias", "*.BIAS"), new("weight", "*.weight"));

    [Fact]
    public void TwoGroupsOfOneNameAreRefused() => Refused("two groups called 'same'", new("same", "*.bias"), new("same", "*.weight"));

    [Fact]
    public void AnotherMemoryIsRefused()
        => Refused("Group 'bias'", new("bias", "*.bias") { Memory = new TorqueAware.Options() }, new("weight", "*.weight"));

    [Fact]
    public void AmsGradHoldsForAllGroupsOrNone()
        => Refused("Group 'bias'", new("bias", "*.bias") { Scaling = new SecondMoment.Options { AmsGrad = true } }, new("weight", "*.weight"));

    [Fact]
    public void UnknownGroupsAreNamed()
    {
        using Trial<float> trial = With(new("bias", "*.bias"), new("weight", "*.weight"));
        KeyNotFoundException exception = Assert.Throws<KeyNotFoundException>(() => trial.Optimizer.Groups["wieght"]);
        Assert.Contains("bias, weight", exception.Message, StringComparison.Ordinal);
    }

    private static Trial<float> With(params ParameterGroupOptions[] groups) => new(new AdamWOptions { Groups = groups }, Tensors);

    private static void Refused(string message, params ParameterGroupOptions[] groups)
        => Assert.Contains(message, Assert.Throws<ArgumentException>(() => With(groups)).Message, StringComparison.Ordinal);
}
