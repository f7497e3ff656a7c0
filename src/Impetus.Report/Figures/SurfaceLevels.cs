namespace Impetus.Report.Figures;

/// <summary>The heights at which contours are drawn.</summary>
public static class SurfaceLevels
{
    private const double LowestQuantile = 0.005;

    /// <summary>Round values inside the range, evenly spaced.</summary>
    /// <param name="values">The function on its grid; what is not finite does not count.</param>
    /// <param name="count">The most levels; at least 3.</param>
    /// <returns>Ascending levels with labels; empty if all values are equal or none is finite.</returns>
    public static IReadOnlyList<Tick> Linear(IReadOnlyList<double> values, int count)
    {
        (double lowest, double highest) = Range(values);
        return lowest < highest ? TickLabels.Linear(LinearTicks.Within(lowest, highest, count)) : [];
    }

    /// <summary>
    /// Levels whose heights above the lowest value have equal ratios, from where the lowest half percent ends.
    /// </summary>
    /// <inheritdoc cref="Linear"/>
    public static IReadOnlyList<Tick> Logarithmic(IReadOnlyList<double> values, int count)
    {
        (double lowest, double highest) = Range(values);
        double[] heights = [.. values.Where(double.IsFinite).Select(value => value - lowest).Where(height => height > 0).Order()];
        if (heights.Length == 0)
        {
            return [];
        }

        double start = Math.Log(heights[(int)(LowestQuantile * heights.Length)]), end = Math.Log(highest - lowest);
        return start < end
            ? TickLabels.Logarithmic([.. Enumerable.Range(0, count).Select(k => Rounded(lowest, Math.Exp(start + ((end - start) * k / count)))).Distinct().Where(level => level > lowest)])
            : [];
    }

    private static (double Lowest, double Highest) Range(IReadOnlyList<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max());
    }

    /// <summary>The lowest value plus a height, to two digits of the height.</summary>
    private static double Rounded(double lowest, double height)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(height)) - 1);
        return Math.Round((lowest + height) / unit) * unit;
    }
}
