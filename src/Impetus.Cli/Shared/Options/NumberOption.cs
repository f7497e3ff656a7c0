using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Impetus.Cli.Shared.Options;

/// <summary>Options whose value is a number in a range; the message about a bad value names the option, the range and the value.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option for a whole number, null where it is not given.</summary>
    /// <param name="name">The option's name, with its dashes.</param>
    /// <param name="description">What the option means.</param>
    /// <param name="minimum">The smallest value.</param>
    /// <param name="maximum">The largest value.</param>
    public static Option<long?> Whole(string name, string description, long minimum, long maximum) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            bool isNumber = long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
            return isNumber && value >= minimum && value <= maximum
                ? value
                : Refuse<long>(result, $"{name} must be a whole number from {minimum} to {maximum}");
        },
    };

    /// <summary>Makes an option for a number above 0, null where it is not given.</summary>
    /// <param name="name">The option's name, with its dashes.</param>
    /// <param name="description">What the option means.</param>
    /// <param name="maximum">The largest value.</param>
    public static Option<double?> Positive(string name, string description, double maximum) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            bool isNumber = double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            return isNumber && value > 0 && value <= maximum
                ? value
                : Refuse<double>(result, $"{name} must be a number above 0, at most {maximum}");
        },
    };

    private static TNumber? Refuse<TNumber>(ArgumentResult result, string rule)
        where TNumber : struct
    {
        result.AddError($"{rule}, not '{result.Tokens[0].Value}'");
        return null;
    }
}
