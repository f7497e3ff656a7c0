namespace Impetus.Report.Figures;

/// <summary>Tick positions that people can read: multiples of 1, 2 or 5 times a power of ten.</summary>
public static class LinearTicks
{
    /// <summary>The evenly spaced ticks that enclose a range: the first is at or below its start, the last at or above its end.</summary>
    /// <param name="minimum">Start of the range; finite.</param>
    /// <param name="maximum">End of the range; finite, not below the start. A range without extent is widened first.</param>
    /// <param name="maximumCount">The most ticks to return; at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not finite and ascending, or fewer than 3 ticks are allowed.</exception>
    public static IReadOnlyList<double> Covering(double minimum, double maximum, int maximumCount) =>
        Multiples(minimum, maximum, maximumCount, outwards: true);

    /// <summary>Evenly spaced ticks inside a range, as many as allowed or a few less.</summary>
    /// <inheritdoc cref="Covering"/>
    public static IReadOnlyList<double> Within(double minimum, double maximum, int maximumCount) =>
        Multiples(minimum, maximum, maximumCount, outwards: false);

    /// <summary>The range itself, or 5 % to both sides of its value where it has no extent (1 to both sides of zero).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not finite and ascending.</exception>
    internal static (double Minimum, double Maximum) Widened(double minimum, double maximum)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || maximum < minimum)
        {
            throw new ArgumentOutOfRangeException(nameof(minimum), $"A range from {minimum} to {maximum} has no ticks: it must be finite and ascending.");
        }

        double size = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        double margin = size == 0 ? 1 : size * 0.05;
        return maximum - minimum > size * 1e-9 ? (minimum, maximum) : (minimum - margin, maximum + margin);
    }

    private static double[] Multiples(double minimum, double maximum, int maximumCount, bool outwards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCount, 3);
        (minimum, maximum) = Widened(minimum, maximum);
        foreach (double step in NiceNumbers.From((maximum - minimum) / (maximumCount + 1)))
        {
            // A quotient such as 0.3 / 0.1 misses its integer by rounding; within this tolerance the tick counts as reached.
            const double tolerance = 1e-9;
            double first = outwards ? Math.Floor((minimum / step) + tolerance) : Math.Ceiling((minimum / step) - tolerance);
            double last = outwards ? Math.Ceiling((maximum / step) - tolerance) : Math.Floor((maximum / step) + tolerance);
            if (last - first + 1 <= maximumCount)
            {
                return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Multiple(first + i, step))];
            }
        }

        throw new InvalidOperationException("Nice numbers grow without bound, so one of them fits.");
    }

    // Division by a whole number keeps 0.3 at 0.3, where 3 × 0.1 gives 0.30000000000000004.
    private static double Multiple(double count, double step) => step < 1 ? count / Math.Round(1 / step) : count * step;
}
