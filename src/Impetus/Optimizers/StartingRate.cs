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
    /// <summary>Why the factor is not in the middle of the span; null where it is.</summary>
    public string? Note { get; private init; }

    /// <summary>The rate in words, such as <c>x / 10</c> for a tenth of x.</summary>
    public string Text => InWords(Factor);

    /// <summary>The span of factors in words, such as <c>x / 30 to x / 4</c>.</summary>
    public string Span => $"{InWords(Lowest)} to {InWords(Highest)}";

    /// <summary>What is known of an optimizer; nothing of one that was added from outside.</summary>
    internal static IReadOnlyList<StartingRate> Of(string name) => Measured.TryGetValue(name, out StartingRate[]? rates) ? rates : [];

    private static readonly Dictionary<string, StartingRate[]> Measured = new(StringComparer.Ordinal)
    {
        ["sgd"] = [new("sgdm", 5, 1.84, 7.53), new("adamw", 30, 8.01, 105)],
        ["sgdm"] = [new("adamw", 10, 2.28, 27.6)],
        ["nag"] = [new("sgdm", 2, 1.25, 3.94), new("adamw", 20, 4.98, 109)],
        ["mgd"] = [new("sgdm", 10, 9.18, 10), new("adamw", 100, 22.8, 276)],
        ["aggmo"] = [new("sgdm", 1, 0.537, 1.12), new("adamw", 5, 2.53, 14.8)],
        ["lion"] = [new("adamw", 1.0 / 2, 0.168, 0.716)],
        ["rmsprop"] = [new("adamw", 1.0 / 3, 0.123, 0.482)],
        ["adam"] = [new("adamw", 1, 0.994, 1.25)],
        ["adamw"] = [new("sgdm", 1.0 / 10, 0.0363, 0.438)],
        ["amsgrad"] = [new("adamw", 1, 0.997, 1.19)],
        ["radam"] = [new("adamw", 1, 2.87, 33) { Note = "runs as short as these end before its warm-up does" }],
        ["adabound"] = [new("adamw", 1, 0.766, 1.23)],
        ["angulargrad"] = [new("adamw", 1, 1.1, 1.79)],
        ["laprop"] = [new("adamw", 1, 0.935, 2.08)],
        ["tam"] = [new("sgdm", 2, 0.964, 1.91), new("adamw", 10, 3.97, 26.6)],
        ["adatam"] = [new("adamw", 1.0 / 20, 0.0301, 0.236)],
        ["adatamw"] = [new("adamw", 1.0 / 10, 0.0301, 0.235)],
        ["adatam2"] = [new("adamw", 1.0 / 5, 0.14, 0.165)],
        ["am-mgd"] = [new("sgdm", 5, 3.7, 10.7), new("adamw", 50, 8.46, 149)],
        ["am-adamw"] = [new("adamw", 1, 0.751, 1.27)],
        ["madam"] = [new("adamw", 1, 1.02, 1.68)],
        ["lamadam"] = [new("adamw", 2, 1.24, 1.71)],
        ["sgd-cg"] = [new("sgdm", 2, 1.3, 4.09), new("adamw", 20, 3.89, 49.6)],
        ["sgd-cm"] = [new("sgdm", 3, 1.17, 12.4), new("adamw", 20, 3.67, 80.1)],
        ["adam-cg"] = [new("adamw", 1.0 / 2, 0.39, 0.894)],
        ["adam-cm"] = [new("adamw", 1.0 / 5, 0.0486, 0.385)],
    };

    private static string InWords(double factor) => factor switch
    {
        > 0.95 and < 1.05 => "x",
        < 1 => $"x / {Round(1 / factor)}",
        _ => $"{Round(factor)}x",
    };

    private static string Round(double factor) => factor.ToString(factor < 9.95 ? "0.#" : "0", System.Globalization.CultureInfo.InvariantCulture);
}
