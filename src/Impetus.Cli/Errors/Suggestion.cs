namespace Impetus.Cli.Errors;

/// <summary>The names that a misspelt one may have meant.</summary>
internal static class Suggestion
{
    private const int MostNames = 3;

    /// <summary>A clause for the end of a message: the nearest names, or else all that there are.</summary>
    /// <param name="word">What the user wrote.</param>
    /// <param name="names">What could have been meant.</param>
    /// <param name="kind">The names' kind in the plural, for example <c>verbs</c>.</param>
    public static string Clause(string word, IReadOnlyCollection<string> names, string kind)
    {
        IReadOnlyList<string> nearest = Nearest(word, names);
        return nearest.Count > 0
            ? $"did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?"
            : $"the {kind} are {string.Join(", ", names)}";
    }

    /// <summary>The names within about a third of the word's letters, or that begin with the word; nearest first.</summary>
    /// <param name="word">What the user wrote.</param>
    /// <param name="names">What could have been meant.</param>
    public static IReadOnlyList<string> Nearest(string word, IEnumerable<string> names)
    {
        int furthest = Math.Max(2, word.Length / 3);
        return
        [
            .. names
                .Select(name => (Name: name, Distance: Distance(word, name)))
                .Where(candidate => candidate.Distance <= Math.Min(furthest, candidate.Name.Length - 1) || IsBeginning(word, candidate.Name))
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => Math.Abs(candidate.Name.Length - word.Length))
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Take(MostNames),
        ];
    }

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, case ignored.</summary>
    internal static int Distance(string left, string right)
    {
        int[,] distance = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                distance[i, j] = i == 0 ? j : j == 0 ? i : Step(i, j);
            }
        }

        return distance[left.Length, right.Length];

        int Step(int i, int j)
        {
            int substitution = distance[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
            int best = Math.Min(substitution, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
            bool swapped = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]);
            return swapped ? Math.Min(best, 1 + distance[i - 2, j - 2]) : best;
        }
    }

    private static bool IsBeginning(string word, string name)
        => word.Length >= 2 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
