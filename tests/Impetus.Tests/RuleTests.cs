using System.Text.RegularExpressions;
using Impetus.Algebra;
using Impetus.Tests.Contract;

namespace Impetus.Tests;

/// <summary>The mathematics that optimizers print.</summary>
public partial class RuleTests
{
    [Fact]
    public void ShowsEverySymbolThatAnOptionNames()
        => Assert.All(Configurations.All, specification =>
        {
            OptimizerOptions options = Configurations.Options(specification);
            string rule = string.Join('\n', options.Rule);
            Assert.All(Symbols(OptionDescription.Of(options)), symbol => Assert.Contains(symbol, rule, StringComparison.Ordinal));
        });

    [Fact]
    public void WrappersShowEverySymbolThatAnOptionNames()
        => Assert.All(OptimizerRegistry.Wrappers, wrapper =>
        {
            string rule = string.Join('\n', wrapper.Equations);
            Assert.All(Symbols(OptionDescription.OfPart(wrapper)), symbol => Assert.Contains(symbol, rule, StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("adamw", "m ← β₁m + (1 − β₁)g; d = m / (1 − β₁ᵗ); v ← β₂v + (1 − β₂)g²; P = √(v / (1 − β₂ᵗ)) + ε; θ ← (1 − ημ)θ − ηd / P")]
    [InlineData("laprop:decay-mode=coupled", "g ← g + μθ; v ← β₂v + (1 − β₂)g²; P = √(v / (1 − β₂ᵗ)) + ε; g ← g / P; m ← β₁m + (1 − β₁)g; d = m / (1 − β₁ᵗ); θ ← θ − ηd")]
    [InlineData("adam:amsgrad,eps-inside", "g ← g + μθ; m ← β₁m + (1 − β₁)g; d = m / (1 − β₁ᵗ); v ← β₂v + (1 − β₂)g²; v̂ ← max(v̂, v); P = √(v̂ / (1 − β₂ᵗ) + ε); θ ← θ − ηd / P")]
    public void FollowsOrderDecayAndOptions(string specification, string rule)
        => Assert.Equal(rule, string.Join("; ", Configurations.Options(specification).Rule));

    /// <summary>What a description begins with, such as β₁ in "β₁, how much of the first moment stays".</summary>
    private static IEnumerable<string> Symbols(IEnumerable<OptionDescription> options)
        => options.Select(option => Symbol().Match(option.Description)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^([^ ,]{1,5}), ")]
    private static partial Regex Symbol();
}
