namespace Impetus.Tests.Specifications;

/// <summary>What searches try, and how a specification takes in what they chose.</summary>
public class SearchSpaceTests
{
    private const double MostPoints = 500;

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    public static TheoryData<string> Wrapped => [.. OptimizerRegistry.Wrappers.Select(wrapper => $"{wrapper.Name}+sgd"), "sam+cautious+adam", "ema+groups(rank=2:(muon),else:(adamw))", "torque-aware*maximum-variation"];

    [Theory]
    [MemberData(nameof(Names))]
    [MemberData(nameof(Wrapped))]
    public void EveryOptimizerHasASpaceAroundItsDefaultsAndTakesEveryValueOfIt(string text)
    {
        OptimizerSpecification specification = OptimizerSpecification.Parse(text);
        IReadOnlyList<SearchedOption> space = specification.SearchSpace;

        Assert.Contains(space, option => option.Key == "lr" && option.Values.Count >= 3);
        Assert.InRange(space.Where(option => !option.Key.Contains('.', StringComparison.Ordinal)).Aggregate(1.0, (product, option) => product * option.Values.Count), 3, MostPoints);
        Assert.All(space, option =>
        {
            Assert.Contains(option.Value, option.Values);
            Assert.Distinct(option.Values);
            Assert.All(option.Values, value => Assert.DoesNotContain(specification.With((option.Key, value)).SearchSpace, other => other.Key == option.Key));
        });
        using ParameterSet parameters = new() { { "weight", new float[4], new float[4] } };
        using Optimizer last = specification.With(space.Select(option => (option.Key, option.Values[^1]))).Create(parameters);
    }

    [Fact]
    public void EveryNameHasMoreToSearchThanItsRateUnlessThatIsAllItHas()
        => Assert.Equal(["sgd"], OptimizerRegistry.All.Where(definition => definition.SearchSpace.Count < 2).Select(definition => definition.Name));

    [Fact]
    public void TheRatesThatAreTriedAreRound()
        => Assert.Equal(["0.0001", "0.0003", "0.001", "0.003", "0.01"], OptimizerSpecification.Parse("adamw").SearchSpace.Single(option => option.Key == "lr").Values);

    [Theory]
    [InlineData("sam+adam", "sam.rho=0.1", "sam(rho=0.1)+adam")]
    [InlineData("sam+adam", "rho=0.1", "sam(rho=0.1)+adam")]
    [InlineData("sam + adam:lr=1", "rho=0.1 beta1=0.8", "sam(rho=0.1)+ adam:lr=1,beta1=0.8")]
    [InlineData("ema+lookahead(k=5)+adam", "lookahead.alpha=0.8 lr=1 ema.decay=0.9 beta1=0.5", "ema(decay=0.9)+lookahead(k=5,alpha=0.8)+adam:lr=1,beta1=0.5")]
    [InlineData("sam+adadelta", "rho=0.8", "sam+adadelta:rho=0.8")]
    [InlineData("groups(rank=2:(muon),else:(adamw:lr=1))", "lr=2", "groups(rank=2:(muon),else:(adamw:lr=1)):lr=2")]
    public void FurtherOptionsGoWhereTheyBelong(string text, string options, string expected)
        => Assert.Equal(expected, OptimizerSpecification.Parse(text).With(Options(options)).Text);

    [Theory]
    [InlineData("adam", "sam.rho=0.1", "'sam.rho' is an option of sam, which does not stand before the optimizer")]
    [InlineData("sam(rho=0.05)+adam", "sam.rho=0.1", "Option rho of sam is given twice")]
    [InlineData("sam+adam", "sam.rhoo=0.1", "Did you mean rho?")]
    [InlineData("sam+adam", "rhoo=0.1", "adam has no option 'rhoo'")]
    [InlineData("lookahead+schedule-free+adam", "alpha=2", "out of range")]
    [InlineData("ema+ema+adam", "decay=0.5", "'decay' is an option of ema and of ema: write ema.decay")]
    public void MistakesAreNamed(string text, string options, string cause)
        => Assert.Contains(cause, Assert.Throws<FormatException>(() => OptimizerSpecification.Parse(text).With(Options(options))).Message, StringComparison.Ordinal);

    private static IEnumerable<(string, string)> Options(string text) => text.Split(' ').Select(option => option.Split('=')).Select(pair => (pair[0], pair[1]));
}
