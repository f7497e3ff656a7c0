using Impetus.Lab.Runs;
using MathNet.Numerics.Distributions;

namespace Impetus.Lab.Statistics;

/// <summary>What a few runs with different seeds say about a quantity.</summary>
public static class OverSeeds
{
    /// <summary>Mean and sample standard deviation (divisor n − 1).</summary>
    /// <param name="values">One value per run.</param>
    public static MeanAndDeviation MeanAndDeviation(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return new MeanAndDeviation(null, null);
        }

        double mean = values.Average();
        return new MeanAndDeviation(mean, values.Count < 2 ? null : StandardDeviation(values, mean));
    }

    /// <summary>
    /// The mean of paired differences with Student's t interval. Pairing by seed removes what initial weights and data
    /// order do to both alike.
    /// </summary>
    /// <param name="differences">One difference per seed, at least one.</param>
    /// <param name="confidence">The probability that the interval covers the true mean, between 0 and 1.</param>
    public static Difference PairedDifference(IReadOnlyCollection<double> differences, double confidence = 0.95)
    {
        double mean = differences.Average();
        if (differences.Count < 2)
        {
            return new Difference(mean, null, null, confidence);
        }

        double quantile = StudentT.InvCDF(0, 1, differences.Count - 1, (1 + confidence) / 2);
        double margin = quantile * StandardDeviation(differences, mean) / Math.Sqrt(differences.Count);
        return new Difference(mean, mean - margin, mean + margin, confidence);
    }

    /// <summary>The middle value, or the mean of the two middle ones; null for none.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length == 0 ? null
            : sorted.Length % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The least-squares slopes of sequences of values over their places, 0 and on: one for each seed.</summary>
    /// <param name="values">At each place, one value a seed; at least two places.</param>
    public static double[] Slopes(IReadOnlyList<double[]> values)
    {
        double middle = (values.Count - 1) / 2.0, squares = Enumerable.Range(0, values.Count).Sum(place => (place - middle) * (place - middle));
        return [.. Enumerable.Range(0, values[0].Length).Select(seed => values.Select((own, place) => (place - middle) * own[seed]).Sum() / squares)];
    }

    private static double StandardDeviation(IReadOnlyCollection<double> values, double mean) =>
        Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
}
