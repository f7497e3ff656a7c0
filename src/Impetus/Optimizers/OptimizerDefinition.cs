using Impetus.Algebra;

namespace Impetus;

/// <summary>A named optimizer: a point of the algebra, where it comes from, and its defaults.</summary>
/// <param name="Name">The name in specifications, in kebab-case.</param>
/// <param name="Publication">Where it was published.</param>
/// <param name="Summary">What it does, and when to use it.</param>
/// <param name="Defaults">Makes a fresh record of its default options.</param>
public sealed record OptimizerDefinition(string Name, Publication Publication, string Summary, Func<OptimizerOptions> Defaults)
{
    /// <summary>The name of the memory, such as <c>torque-aware</c>.</summary>
    public string Memory => Defaults().MemoryPart.Name;

    /// <summary>The name of the scaling, such as <c>second-moment</c>.</summary>
    public string Scaling => Defaults().ScalingPart.Name;

    /// <summary>Which acts first: <c>memory-first</c> (Adam) or <c>scale-first</c> (LaProp).</summary>
    public string Order => Defaults().ScalingFirst ? "scale-first" : "memory-first";

    /// <summary>One step in mathematics, with the default options; see <see cref="OptimizerOptions.Rule"/>.</summary>
    public IReadOnlyList<string> Rule => Defaults().Rule;

    /// <summary>How weight decay enters, where there is any.</summary>
    public DecayMode DecayMode => Defaults().DecayMode;

    /// <summary>The options that a specification may give, with their defaults.</summary>
    public IReadOnlyList<OptionDescription> Options => OptionDescription.Of(Defaults());

    /// <summary>The options that a search varies; <see cref="OptionDescription.Search"/> has the values of each.</summary>
    public IReadOnlyList<OptionDescription> SearchSpace => [.. Options.Where(static option => option.Search.Count > 0)];

    /// <summary>What learning rate to begin with, coming from AdamW or from gradient descent with momentum; empty where it was not measured.</summary>
    public IReadOnlyList<StartingRate> StartingRates => StartingRate.Of(Name);

    /// <summary>The arrays of state, each as large as the parameters.</summary>
    public IReadOnlyList<string> StateArrays => [.. Defaults().MemoryPart.Arrays, .. Defaults().ScalingPart.Arrays];
}
