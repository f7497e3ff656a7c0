namespace Impetus.Lab.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test (1945) with its exact distribution, ties included: each difference keeps the rank of its size, and a
/// fair coin gives it its sign. Differences of 0 are left out.
/// </summary>
public static class SignedRanks
{
    /// <summary>The probability of so small a sum of the ranks of positive differences, if signs were chance.</summary>
    /// <param name="differences">The differences.</param>
    public static double Below(IReadOnlyList<double> differences)
    {
        double[] own = [.. differences.Where(difference => difference != 0)];
        if (own.Length == 0)
        {
            return 1;
        }

        // Twice the ranks, so that shared places are whole numbers.
        int[] ranks = [.. Ranks.Of([.. own.Select(Math.Abs)]).Select(rank => (int)Math.Round(2 * rank))];
        int positive = ranks.Where((_, index) => own[index] > 0).Sum();
        double[] chances = new double[ranks.Sum() + 1];
        chances[0] = 1;
        int reached = 0;
        foreach (int rank in ranks)
        {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--)
            {
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
            }
        }

        return Math.Min(1, chances.Take(positive + 1).Sum());
    }
}
