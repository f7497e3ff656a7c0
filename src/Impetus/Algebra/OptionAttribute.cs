namespace Impetus.Algebra;

/// <summary>Gives a property of an options record its name in specifications such as <c>adamw:beta1=0.8</c>.</summary>
/// <param name="key">The name, in kebab-case.</param>
/// <param name="range">The values that the property takes.</param>
/// <param name="description">What the option is, in a few words.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string key, OptionRange range, string description) : Attribute
{
    /// <summary>The name, in kebab-case.</summary>
    public string Key { get; } = key;

    /// <summary>A second name under which the option is known.</summary>
    public string? Alias { get; init; }

    /// <summary>What states that were saved before the option existed had in its stead; null if all have it.</summary>
    public string? Formerly { get; init; }

    /// <summary>Values that a search tries beside the default, rising; none where searches leave the option alone.</summary>
    public double[] Search { get; init; } = [];

    /// <summary>The same as multiples of the default, for an option whose useful values follow it.</summary>
    public double[] SearchFactors { get; init; } = [];

    /// <summary>The values that the property takes.</summary>
    public OptionRange Range { get; } = range;

    /// <summary>What the option is, in a few words.</summary>
    public string Description { get; } = description;
}
