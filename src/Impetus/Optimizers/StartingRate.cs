namespace Impetus;

/// <summary>
/// The learning rate to begin with, for somebody who has one that was tuned for another optimizer. Measured on tasks of the lab
/// (<c>docs/learning-rates.md</c>): a place to start a search from, not the end of it.
/// </summary>
/// <param name="From">The other optimizer's name.</param>
/// <param name="Factor">What its rate is multiplied with.</param>
/// <param name="Lowest">The lowest factor between the best rates of the two, over the tasks.</param>
/// <param name="Highest">The highest.</param>
public sealed record StartingRate(string From, double Factor, double Lowest, double Highest)
{
    /// <summary>The rate in words, such as <c>x / 10</c> for a tenth of x.</summary>
    public string Text => InWords(Factor);

    /// <summary>The span of factors in words, such as <c>x / 30 to x / 4</c>.</summary>
    public string Span => $"{InWords(Lowest)} to {InWords(Highest)}";

    /// <summary>What is known of an optimizer; nothing of one that was added from outside.</summary>
    internal static IReadOnlyList<StartingRate> Of(string name) => Measured.TryGetValue(name, out StartingRate[]? rates) ? rates : [];

    private static readonly Dictionary<string, StartingRate[]> Measured = new(StringComparer.Ordinal)
    {
    };

    private static string InWords(double factor) => factor switch
    {
        > 0.95 and < 1.05 => "x",
        < 1 => $"x / {Round(1 / factor)}",
        _ => $"{Round(factor)}x",
    };

    private static string Round(double factor) => factor.ToString(factor < 9.95 ? "0.#" : "0", System.Globalization.CultureInfo.InvariantCulture);
}
