namespace Impetus.Cli.Shared.Errors;

/// <summary>What a misspelt name may have meant.</summary>
internal static class Alternatives
{
    private const int MostNames = 3;

    /// <summary>A clause for the end of a message: the nearest names, or else all that there are.</summary>
    /// <param name="word">What the user wrote.</param>
    /// <param name="names">What could have been meant.</param>
    /// <param name="kind">The names' kind in the plural, for example <c>verbs</c>.</param>
    public static string Clause(string word, IReadOnlyCollection<string> names, string kind)
    {
        // A beginning is no misspelling, but it is what a hasty user writes.
        string[] nearest =
        [
            .. names.Where(name => word.Length > 1 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Concat(Suggestion.Nearest(word, names))
                .Distinct()
                .Take(MostNames),
        ];
        return nearest.Length > 0
            ? $"did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?"
            : $"the {kind} are {string.Join(", ", names)}";
    }
}
