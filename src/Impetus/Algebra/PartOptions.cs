using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>
/// A record of options. Properties that carry an <see cref="OptionAttribute"/> can be given by name; their setters
/// refuse values out of range.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
public abstract record PartOptions
{
    /// <summary>Refuses options that contradict each other; ranges are checked when they are set.</summary>
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
    protected internal virtual void Validate()
    {
    }

    /// <summary>A number in [0, 1).</summary>
    protected static double Fraction(double value, [CallerMemberName] string name = "") => OptionRange.Fraction.Require(value, name);

    /// <summary>A number in [0, 1].</summary>
    protected static double Share(double value, [CallerMemberName] string name = "") => OptionRange.Share.Require(value, name);

    /// <summary>A finite number from 0.</summary>
    protected static double NonNegative(double value, [CallerMemberName] string name = "") => OptionRange.NonNegative.Require(value, name);

    /// <summary>A finite number above 0.</summary>
    protected static double Positive(double value, [CallerMemberName] string name = "") => OptionRange.Positive.Require(value, name);

    /// <summary>A whole number from 1.</summary>
    protected static int Count(int value, [CallerMemberName] string name = "") => OptionRange.Count.Require(value, name);
}
