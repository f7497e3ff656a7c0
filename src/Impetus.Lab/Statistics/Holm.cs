namespace Impetus.Lab.Statistics;

/// <summary>The correction of Holm (1979) for a family of tests: the chance that any of them rejects wrongly stays below the level.</summary>
public static class Holm
{
    /// <summary>What the probabilities come to, in the order in which they were given.</summary>
    public static double[] Adjust(IReadOnlyList<double> probabilities)
    {
        double[] adjusted = new double[probabilities.Count];
        double largest = 0;
        foreach ((int index, int place) in Enumerable.Range(0, probabilities.Count).OrderBy(index => probabilities[index]).Select((index, place) => (index, place)))
        {
            largest = Math.Max(largest, Math.Min(1, (probabilities.Count - place) * probabilities[index]));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
