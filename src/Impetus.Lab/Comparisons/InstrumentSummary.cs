using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Comparisons;

/// <summary>What instruments measured at the end of several runs.</summary>
internal static class InstrumentSummary
{
    /// <summary>Mean and deviation of each quantity over the runs that have it; null if none has any.</summary>
    public static IReadOnlyDictionary<string, MeanAndDeviation>? Of(IEnumerable<IReadOnlyDictionary<string, double?>?> runs)
    {
        SortedDictionary<string, MeanAndDeviation> summary = new(
            runs.SelectMany(static run => run ?? new Dictionary<string, double?>())
                .GroupBy(static quantity => quantity.Key, static quantity => quantity.Value)
                .ToDictionary(static quantity => quantity.Key, static quantity => OverSeeds.MeanAndDeviation([.. quantity.OfType<double>()])),
            StringComparer.Ordinal);
        return summary.Count == 0 ? null : summary;
    }
}
