using Impetus.Algebra;
using Impetus.Scalings;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Specifications;

public sealed class SpecificationTests
{
    public static TheoryData<string> Combinations => [.. Configurations.Combinations];

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    [Theory]
    [InlineData("adm", "There is no optimizer 'adm'", "adam")]
    [InlineData("adamW", "There is no optimizer 'adamW'", "adamw")]
    [InlineData("la-madam", "There is no optimizer 'la-madam'", "lamadam")]
    [InlineData("", "The optimizer is missing", "name[:key=value,...]")]
    [InlineData("ema+", "The optimizer is missing", "behind its wrappers")]
    [InlineData("adamw+sam", "'adamw' is an optimizer, not a wrapper", "comes last")]
    [InlineData("sam(rho=0.1+adamw", "a parenthesis without its partner", "wrapper(key=value,...)+")]
    [InlineData("*adam", "A memory is missing", "memory*scaling")]
    [InlineData("adamw:bata1=0.5", "adamw has no option 'bata1'", "beta1")]
    [InlineData("adam-cm:capasity=3", "adam-cm has no option 'capasity'", "Did you mean capacity?")]
    [InlineData("sgd:momentum=0.9", "sgd has no option 'momentum'", "It has: lr")]
    [InlineData("torque-awar*second-moment", "There is no memory 'torque-awar'", "Did you mean torque-aware?")]
    [InlineData("ema*second-momnet", "There is no scaling 'second-momnet'", "Did you mean second-moment?")]
    [InlineData("ema*second-moment*scaling-first", "is no combination", "scale-first")]
    [InlineData("ema*second-moment*scale-first*none", "is no combination", "scale-first")]
    [InlineData("ema*none*scale-first", "no scaling that could come first", "leave out scale-first")]
    [InlineData("sign*second-moment", "which a scaling would undo", "combine it with none")]
    [InlineData("adam:lr=0.1,lr=0.2", "Option lr of adam is given twice", "")]
    [InlineData("tam:momentum=0.1,beta1=0.2", "Option momentum of tam is given twice", "")]
    [InlineData("adam:lr=0.1,", "An option is empty", "key=value")]
    [InlineData("adam:", "An option is empty", "key=value")]
    [InlineData("adam:lr", "Option lr=true is out of range", "[0, ∞)")]
    [InlineData("smm(rho=0.1)+sgd", "There is no wrapper 'smm'", "sam")]
    [InlineData("sam(roh=0.1)+sgd", "sam has no option 'roh'", "rho")]
    [InlineData("cautious+sam+adamw", "'cautious' is a mask", "sam+cautious+adamw")]
    [InlineData("cautious+grams+adamw", "are both masks", "choose one")]
    [InlineData("resilient*second-moment", "which a scaling would undo", "combine it with none")]
    [InlineData("ema*previous-second-moment", "let it come first", "ema*previous-second-moment*scale-first")]
    public void MistakesAreNamedWithHowToFixThem(string text, string cause, string remedy)
    {
        FormatException exception = Assert.Throws<FormatException>(() => OptimizerSpecification.Parse(text));
        Assert.Contains(cause, exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheCombinationsThatMakeNoSenseAreRefused()
    {
        string[] refused = [.. Configurations.AllCombinations.Where(name => Configurations.Refusal(name) is not null)];
        Assert.All(refused, name => Assert.True(
            name.EndsWith("*none*scale-first", StringComparison.Ordinal) || name.EndsWith("*previous-second-moment", StringComparison.Ordinal)
                || name.StartsWith("sign*", StringComparison.Ordinal) || name.StartsWith("resilient*", StringComparison.Ordinal), name));
        Assert.Contains("sign*none", Configurations.Combinations);
    }

    /// <summary>A combination takes its parts in the form in which they are published together.</summary>
    [Theory]
    [InlineData("none*none", "sgd")]
    [InlineData("heavy-ball*none", "sgdm")]
    [InlineData("ema*none", "mgd")]
    [InlineData("torque-aware*none", "tam")]
    [InlineData("adaptive-memory*none", "am-mgd")]
    [InlineData("critical-momenta*none", "sgd-cm")]
    [InlineData("critical-gradients*none", "sgd-cg")]
    [InlineData("ema*second-moment", "adam")]
    [InlineData("ema*maximum-variation", "madam")]
    [InlineData("adaptive-memory*second-moment", "am-adamw:weight-decay=0")]
    [InlineData("quasi-hyperbolic*none", "qhm")]
    [InlineData("two-averages*second-moment", "ademamix")]
    [InlineData("ema*belief", "adabelief")]
    [InlineData("none*square-sum:lr=0.01", "adagrad")]
    [InlineData("nesterov-average*second-moment:lr=0.002", "nadam")]
    public void CombinationsAreTheNamedOptimizersOfTheirParts(string combination, string named)
    {
        using Trial<double> left = new(combination, Tensor.Row(9, 4)), right = new(named, Tensor.Row(9, 4));
        for (int step = 0; step < 9; step++)
        {
            left.Run(step, step + 1);
            right.Run(step, step + 1);
        }

        Assert.Equal(right.Values, left.Values);
    }

    /// <summary>Where two parts have an option of the same name, both can be reached.</summary>
    [Theory]
    [MemberData(nameof(Combinations))]
    public void EveryOptionOfACombinationHasItsOwnKey(string combination)
    {
        string[] keys = [.. OptionDescription.Of(Configurations.Options(combination)).Select(option => option.Key)];
        Assert.Equal(keys.Distinct(), keys);
        Dictionary<string, string> values = Values(combination);
        foreach (string key in keys)
        {
            string usual = values[key];
            string other = usual switch { "0.5" => "0.25", "none" => "0.5", "global" => "tensor", "capacity" => "count", "paper" => "released", "decoupled" => "coupled", "throw" => "skip", "cos" => "tan", "nearest" => "stochastic", "nothing" => "vectors", "true" => "false", "false" => "true", _ when key is "capacity" or "eta-plus" => "3", _ => "0.5" };
            Dictionary<string, string> others = Values($"{combination}:{key}={other}");
            string[] changed = [.. keys.Where(each => others[each] != values[each])];
            Assert.Equal([key], changed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ANameIsAPointOfTheAlgebra(string name)
    {
        OptimizerDefinition definition = OptimizerRegistry.Find(name)!;
        Assert.Contains(definition.Memory, OptimizerRegistry.Memories.Select(memory => memory.Name));
        Assert.Contains(definition.Scaling, OptimizerRegistry.Scalings.Append(new Orthogonalization.Options()).Select(scaling => scaling.Name));    // a matrix's is no part of combinations
        Assert.NotEmpty(definition.Summary);
        Assert.NotEmpty(definition.Publication.Bibtex);
        Assert.NotSame(definition.Defaults(), definition.Defaults());
    }

    [Fact]
    public void SpacesAndFlagsAreTaken()
    {
        OptimizerOptions options = Configurations.Options("  nag : momentum = 0.5 , nesterov ");
        Assert.Equal("0.5", OptionDescription.Of(options).Single(option => option.Key == "momentum").Value);
        Assert.Equal("true", OptionDescription.Of(options).Single(option => option.Key == "nesterov").Value);
    }

    [Theory]
    [InlineData("adam:clip-norm=1,clip-value=1", "clip-norm")]
    [InlineData("madam:beta2-min=0.9,beta2-max=0.5", "beta2-min=0.9")]
    [InlineData("am-adamw:beta-max=1", "beta-max")]
    [InlineData("am-mgd:beta-min=0.8,beta-max=0.5", "beta-min=0.8")]
    [InlineData("rprop:eta-plus=0.9", "eta-plus=0.9")]
    [InlineData("rprop:step-min=2,step-max=1", "step-min=2")]
    public void ContradictionsAreRefused(string specification, string named)
        => Assert.Contains(named, Assert.Throws<FormatException>(() => OptimizerSpecification.Parse(specification)).Message, StringComparison.Ordinal);

    [Fact]
    public void ContradictionsAreRefusedWhenTheOptimizerIsMade()
    {
        using ParameterSet parameters = new() { { "weight", new float[3], new float[3] } };
        MaximumVariation.Options scaling = new() { LeastDecay = 0.9, MostDecay = 0.5 };
        MAdamOptions[] contradictory = [new() { Groups = [new("all", "*") { Scaling = scaling }] }, new() { ClipNorm = 1, ClipValue = 1 }];
        Assert.All(contradictory, options => Assert.Throws<ArgumentException>(() => Optimizers.Create(parameters, options)));
    }

    private static Dictionary<string, string> Values(string specification)
        => OptionDescription.Of(Configurations.Options(specification)).ToDictionary(option => option.Key, option => option.Value);
}
