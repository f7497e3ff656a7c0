namespace Impetus.Report.Figures;

/// <summary>Fewer points that look the same: of every stretch the points with the smallest and the largest value stay, so spikes do.</summary>
public static class Thinning
{
    /// <summary>Chooses the points to keep.</summary>
    /// <param name="values">The curve; NaN counts as a gap and is kept where a stretch has nothing else.</param>
    /// <param name="maximumCount">The most points to keep; at least 4.</param>
    /// <returns>Ascending indices; the first and the last point are always among them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 4 points are allowed.</exception>
    public static IReadOnlyList<int> Indices(IReadOnlyList<double> values, int maximumCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCount, 4);
        if (values.Count <= maximumCount)
        {
            return [.. Enumerable.Range(0, values.Count)];
        }

        int stretches = (maximumCount - 2) / 2;
        double length = (values.Count - 2) / (double)stretches;
        SortedSet<int> kept = [0, values.Count - 1];
        for (int i = 0; i < stretches; i++)
        {
            int start = 1 + (int)(i * length);
            int end = 1 + (int)((i + 1) * length);
            int[] finite = [.. Enumerable.Range(start, end - start).Where(index => double.IsFinite(values[index]))];
            kept.Add(finite.Length == 0 ? start : finite.MinBy(index => values[index]));
            kept.Add(finite.Length == 0 ? start : finite.MaxBy(index => values[index]));
        }

        return [.. kept];
    }
}
