using Impetus.Lab.Runs;

namespace Impetus.Report.Comparisons;

/// <summary>What the seeds say about a row against the best one.</summary>
internal enum Standing
{
    /// <summary>The row that all others are held against.</summary>
    Best,

    /// <summary>The interval of the difference leaves zero out.</summary>
    Distinguishable,

    /// <summary>The interval of the difference contains zero.</summary>
    WithinNoise,

    /// <summary>Too few common seeds for an interval.</summary>
    NotJudged,

    /// <summary>A seed diverged.</summary>
    Diverged,
}

/// <summary>Judges rows.</summary>
internal static class StandingOfRow
{
    /// <summary>The standing of a row of a comparison.</summary>
    public static Standing StandingIn(this ComparisonRow row, Comparison comparison) => row switch
    {
        { Status: RunStatus.Diverged } => Standing.Diverged,
        _ when ReferenceEquals(row, comparison.Rows[0]) && row.Metric.Mean is not null => Standing.Best,
        { DifferenceToBest: { Low: { } low, High: { } high } } => low > 0 || high < 0 ? Standing.Distinguishable : Standing.WithinNoise,
        _ => Standing.NotJudged,
    };
}
