using System.Globalization;
using System.Numerics;

namespace Impetus.Algebra;

/// <summary>Numbers in texts from outside.</summary>
internal static class NumberText
{
    /// <summary>Reads a number, as a file or a command line writes it wherever it comes from.</summary>
    /// <param name="text">The text, which is the number and nothing else.</param>
    /// <param name="style">What may be in it.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse<TNumber>(ReadOnlySpan<char> text, NumberStyles style, out TNumber number)
        where TNumber : INumberBase<TNumber>
    {
        number = TNumber.Zero;
        // The runtime passes over NUL characters at the end.
        return !text.Contains('\0') && TNumber.TryParse(text, style, CultureInfo.InvariantCulture, out number!);
    }
}
