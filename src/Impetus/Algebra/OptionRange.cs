namespace Impetus.Algebra;

/// <summary>The numbers that an option takes.</summary>
public enum OptionRange
{
    /// <summary>Any of the named choices, or true and false.</summary>
    Choice,

    /// <summary>A number in [0, 1).</summary>
    Fraction,

    /// <summary>A number in [0, 1].</summary>
    Share,

    /// <summary>A finite number from 0.</summary>
    NonNegative,

    /// <summary>A finite number above 0.</summary>
    Positive,

    /// <summary>A whole number from 1.</summary>
    Count,
}

/// <summary>Checks of options: each gives the value back, or names the option, its range and the value.</summary>
internal static class OptionRanges
{
    extension(OptionRange range)
    {
        /// <summary>The range in mathematical notation.</summary>
        public string Notation => range switch
        {
            OptionRange.Fraction => "[0, 1)",
            OptionRange.Share => "[0, 1]",
            OptionRange.NonNegative => "[0, ∞)",
            OptionRange.Positive => "(0, ∞)",
            OptionRange.Count => "1, 2, 3, …",
            _ => "",
        };

        /// <summary>Gives <paramref name="value"/> back if it lies in the range.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
        public double Require(double value, string name) => range.Contains(value) ? value : throw OutOfRange(range, value, name);

        /// <inheritdoc cref="Require(OptionRange, double, string)"/>
        public int Require(int value, string name) => range.Contains(value) ? value : throw OutOfRange(range, value, name);

        private bool Contains(double value) => double.IsFinite(value) && range switch
        {
            OptionRange.Fraction => value is >= 0 and < 1,
            OptionRange.Share => value is >= 0 and <= 1,
            OptionRange.NonNegative => value >= 0,
            OptionRange.Positive => value > 0,
            OptionRange.Count => value >= 1,
            _ => true,
        };
    }

    private static ArgumentOutOfRangeException OutOfRange(OptionRange range, double value, string name)
        => new(name, value, $"{name} must lie in {range.Notation}, but is {value}.");
}
