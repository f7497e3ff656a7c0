namespace Impetus;

/// <summary>Finds the names that somebody may have meant.</summary>
public static class Suggestion
{
    /// <summary>The nearest of the names, if any is near enough, as the end of a message: <c> Did you mean adamw or adam?</c></summary>
    /// <param name="text">What was written.</param>
    /// <param name="names">What could have been meant.</param>
    public static string For(string text, IEnumerable<string> names)
    {
        string[] nearest = [.. Nearest(text, names)];
        return nearest.Length == 0 ? "" : $" Did you mean {string.Join(" or ", nearest)}?";
    }

    /// <summary>Up to three names, nearest first.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="names">What could have been meant.</param>
    public static IEnumerable<string> Nearest(string text, IEnumerable<string> names)
        => names.Distinct()
            .Select(name => (name, distance: Distance(text.ToLowerInvariant(), name)))
            .Where(pair => pair.distance <= Math.Max(2, pair.name.Length / 3) && pair.distance < pair.name.Length)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.name)
            .Take(3);

    /// <summary>How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other.</summary>
    private static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[left.Length, right.Length];
    }
}
