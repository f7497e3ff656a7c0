namespace Impetus.Lab.Statistics;

/// <summary>Ranks, and a test whether they differ.</summary>
public static class Ranks
{
    /// <summary>The places of some values, the smallest first, from 1; equal values share the mean of their places.</summary>
    public static double[] Of(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(index => values[index])];
        double[] ranks = new double[values.Count];
        for (int first = 0, next; first < order.Length; first = next)
        {
            next = first + 1;
            while (next < order.Length && values[order[next]] == values[order[first]])
            {
                next++;
            }

            for (int place = first; place < next; place++)
            {
                ranks[order[place]] = (first + 1 + next) / 2.0;
            }
        }

        return ranks;
    }

    /// <summary>
    /// Friedman's test (1937), corrected for ties, in the form of Iman and Davenport (1980): whether treatments differ in
    /// rank over blocks.
    /// </summary>
    /// <param name="blocks">For each block, one value a treatment.</param>
    /// <returns>Friedman's χ², and the probability of such ranks if no treatment differs from another.</returns>
    public static (double ChiSquare, double Probability) Friedman(IReadOnlyList<IReadOnlyList<double>> blocks)
    {
        int b = blocks.Count, k = blocks[0].Count;
        double[][] ranks = [.. blocks.Select(Of)];
        double middle = (k + 1) / 2.0;
        double between = Enumerable.Range(0, k).Sum(treatment => Square(ranks.Sum(block => block[treatment] - middle)));
        double within = ranks.Sum(block => block.Sum(rank => Square(rank - middle))) / (k - 1);
        double chiSquare = within == 0 ? 0 : between / within;
        double denominator = (b * (k - 1)) - chiSquare;
        return (chiSquare, denominator <= 0 ? 0 : 1 - MathNet.Numerics.Distributions.FisherSnedecor.CDF(k - 1, (k - 1) * (b - 1.0), (b - 1) * chiSquare / denominator));
    }

    private static double Square(double value) => value * value;
}
