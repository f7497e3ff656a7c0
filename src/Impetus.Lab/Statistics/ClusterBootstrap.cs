using Impetus.Lab.Data;

namespace Impetus.Lab.Statistics;

/// <summary>
/// The bootstrap of means over clusters (Davison and Hinkley 1997, Section 3.8): clusters are drawn with replacement, and in each the
/// members are, so that the interval has the spread between clusters and within them.
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>Percentile intervals of the means of several quantities, all over the same draws.</summary>
    /// <param name="quantities">For each quantity, for each cluster, one value a member.</param>
    /// <param name="draws">How many draws.</param>
    /// <param name="confidence">The share of draws inside the interval.</param>
    /// <param name="seed">Where random numbers start.</param>
    public static (double Low, double High)[] Intervals(IReadOnlyList<double[][]> quantities, int draws, double confidence, ulong seed)
    {
        DeterministicRandom random = new(seed);
        int clusters = quantities[0].Length;
        double[][] means = [.. quantities.Select(_ => new double[draws])];
        for (int draw = 0; draw < draws; draw++)
        {
            for (int k = 0; k < clusters; k++)
            {
                int cluster = random.Next(clusters), members = quantities[0][cluster].Length;
                for (int m = 0; m < members; m++)
                {
                    int member = random.Next(members);
                    for (int quantity = 0; quantity < means.Length; quantity++)
                    {
                        means[quantity][draw] += quantities[quantity][cluster][member] / (members * clusters);
                    }
                }
            }
        }

        double tail = (1 - confidence) / 2;
        return
        [
            .. means.Select(own =>
            {
                Array.Sort(own);
                return (own[(int)Math.Round(tail * (draws - 1))], own[(int)Math.Round((1 - tail) * (draws - 1))]);
            }),
        ];
    }
}
