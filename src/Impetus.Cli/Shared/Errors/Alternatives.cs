using System.Text.RegularExpressions;

namespace Impetus.Cli.Shared.Errors;

/// <summary>What a misspelt name may have meant.</summary>
internal static partial class Alternatives
{
    private const int MostNames = 3;
    private const int ShortestPart = 3;

    /// <summary>A clause for the end of a message: the nearest names, or else all that there are.</summary>
    /// <param name="word">What the user wrote.</param>
    /// <param name="names">What could have been meant.</param>
    /// <param name="kind">The names' kind in the plural, for example <c>verbs</c>.</param>
    public static string Clause(string word, IReadOnlyCollection<string> names, string kind)
    {
        // A beginning is no misspelling, but it is what a hasty user writes; so is a part of a long name.
        string[] parts = Parts(word);
        string[] nearest =
        [
            .. names.Where(name => word.Length > 1 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Concat(Suggestion.Nearest(word, names))
                .Concat(names.Select(name => (name, common: Parts(name).Intersect(parts).Sum(static part => part.Length)))
                    .Where(static pair => pair.common >= ShortestPart)
                    .OrderByDescending(static pair => pair.common)
                    .Select(static pair => pair.name))
                .Distinct()
                .Take(MostNames),
        ];
        return nearest.Length > 0
            ? $"did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?"
            : $"the {kind} are {string.Join(", ", names)}";
    }

    // "CIFAR10_resnet18" and "cifar-10-resnet-18" have the same: cifar, 10, resnet, 18.
    private static string[] Parts(string name) => [.. LettersOrDigits().Matches(name.ToLowerInvariant()).Select(static match => match.Value).Distinct()];

    [GeneratedRegex("[a-z]+|[0-9]+")]
    private static partial Regex LettersOrDigits();
}
