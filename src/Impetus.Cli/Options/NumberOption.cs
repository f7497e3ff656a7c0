using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Impetus.Cli.Options;

/// <summary>Options whose value is a number in a range; the message of a bad value names the option, the range and the value.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option for a whole number that may be left out.</summary>
    /// <param name="name">The option's name, with its dashes.</param>
    /// <param name="description">What the option means.</param>
    /// <param name="minimum">The smallest value.</param>
    /// <param name="maximum">The largest value.</param>
    public static Option<TNumber?> Whole<TNumber>(string name, string description, TNumber minimum, TNumber maximum)
        where TNumber : struct, IBinaryInteger<TNumber> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse(result, name, minimum, maximum),
        };

    private static TNumber? Parse<TNumber>(ArgumentResult result, string name, TNumber minimum, TNumber maximum)
        where TNumber : struct, IBinaryInteger<TNumber>
    {
        string text = result.Tokens[0].Value;
        if (TNumber.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out TNumber value)
            && value >= minimum && value <= maximum)
        {
            return value;
        }

        result.AddError($"{name} must be a whole number from {minimum} to {maximum}, not '{text}'");
        return null;
    }
}
