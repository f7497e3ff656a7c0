using System.Numerics;

namespace Impetus.Inspection;

/// <summary>A distribution, by its mean and its quantiles. Between two neighbouring values a quantile is interpolated.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="LowerDecile">Above a tenth of the values.</param>
/// <param name="LowerQuartile">Above a quarter of the values.</param>
/// <param name="Median">Above half of the values.</param>
/// <param name="UpperQuartile">Above three quarters of the values.</param>
/// <param name="UpperDecile">Above nine tenths of the values.</param>
/// <param name="Maximum">The largest value.</param>
public sealed record Quantiles(
    double Mean, double Minimum, double LowerDecile, double LowerQuartile, double Median, double UpperQuartile, double UpperDecile, double Maximum)
{
    /// <summary>The quantiles of some values, which are sorted on the way; null if there are none.</summary>
    internal static Quantiles? Of<TElement>(Span<TElement> values)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        if (values.IsEmpty)
        {
            return null;
        }

        values.Sort();
        double sum = 0;
        foreach (TElement value in values)
        {
            sum += double.CreateTruncating(value);
        }

        return new(sum / values.Length, At(values, 0), At(values, 0.1), At(values, 0.25), At(values, 0.5), At(values, 0.75), At(values, 0.9), At(values, 1));
    }

    /// <summary>The quantiles by the share of values below them.</summary>
    internal IEnumerable<(string Name, double Value)> ByName()
        => [("0", Minimum), ("10", LowerDecile), ("25", LowerQuartile), ("50", Median), ("75", UpperQuartile), ("90", UpperDecile), ("100", Maximum)];

    private static double At<TElement>(ReadOnlySpan<TElement> sorted, double share)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return double.Lerp(double.CreateTruncating(sorted[below]), double.CreateTruncating(sorted[above]), place - below);
    }
}
