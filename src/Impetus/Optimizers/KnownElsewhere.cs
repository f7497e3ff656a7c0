namespace Impetus;

/// <summary>Optimizers that people know and that are not here, so that they are not taken for misspellings.</summary>
internal static class KnownElsewhere
{
    private static readonly Dictionary<string, string> Nearest = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nadamw"] = "nadam:decay-mode=decoupled",
        ["adafactor"] = "rmsprop, or lion where memory is short",
        ["yogi"] = "madam or amsgrad",
        ["shampoo"] = "adamw",
        ["soap"] = "adamw",
        ["sophia"] = "adamw or lion",
        ["adahessian"] = "adamw",
        ["lbfgs"] = "sgdm",
        ["signsgd"] = "lion",
    };

    /// <summary>What is said of such a name; null for every other.</summary>
    /// <param name="name">What was written.</param>
    public static string? Sentence(string name) => Nearest.TryGetValue(name, out string? nearest)
        ? $" It is known, and not one of those here; the nearest is {nearest}."
        : null;
}
