using System.Globalization;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>Specifications of one optimizer with several learning rates and options.</summary>
internal static class Grid
{
    /// <summary>An optimizer with each of some rates.</summary>
    public static IReadOnlyList<string> Of(string optimizer, params double[] rates) => [.. rates.Select(rate => WithRate(optimizer, rate))];

    /// <summary>An optimizer with each of some rates and each value of another option.</summary>
    public static IReadOnlyList<string> Of(string optimizer, double[] rates, string key, params double[] values) =>
        [.. values.SelectMany(value => Of(With(optimizer, key, value), rates))];

    /// <summary>An optimizer with a rate.</summary>
    public static string WithRate(string optimizer, double rate) => With(optimizer, "lr", rate);

    private static string With(string optimizer, string key, double value)
    {
        int name = optimizer.LastIndexOfAny([')', '+']);
        char separator = optimizer.IndexOf(':', name + 1) < 0 ? ':' : ',';
        // Fifteen digits: three times 0.0015 is 0.0045, and not a bit more.
        return $"{optimizer}{separator}{key}={value.ToString("G15", CultureInfo.InvariantCulture)}";
    }
}
