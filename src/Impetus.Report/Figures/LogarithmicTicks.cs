namespace Impetus.Report.Figures;

/// <summary>Tick positions on a logarithmic axis: powers of ten, with 2 and 5 between them where there is room.</summary>
public static class LogarithmicTicks
{
    private static readonly double[] Fine = [1, 2, 5];
    private static readonly double[] Coarse = [1];

    /// <summary>
    /// The ticks inside a range: all of the 1-2-5 sequence if they fit, else every power of ten, else every second, third, ... power.
    /// A range so short that fewer than three of the sequence fall inside gets evenly spaced ticks.
    /// </summary>
    /// <param name="minimum">Start of the range; positive.</param>
    /// <param name="maximum">End of the range; above the start.</param>
    /// <param name="maximumCount">The most ticks to return; at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not positive and ascending, or fewer than 3 ticks are allowed.</exception>
    public static IReadOnlyList<double> Within(double minimum, double maximum, int maximumCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximum, minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCount, 3);

        List<double> ticks = Inside(minimum, maximum, Fine, stride: 1);
        if (ticks.Count < 3)
        {
            return LinearTicks.Within(minimum, maximum, maximumCount);
        }

        for (int stride = 1; ticks.Count > maximumCount; stride++)
        {
            ticks = Inside(minimum, maximum, Coarse, stride);
        }

        return ticks;
    }

    private static List<double> Inside(double minimum, double maximum, double[] digits, int stride)
    {
        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        return
        [
            .. Enumerable.Range(first, last - first + 1)
                .Where(exponent => exponent % stride == 0)
                .SelectMany(exponent => digits.Select(digit => NiceNumbers.Power(digit, exponent)))
                .Where(t => t >= minimum * (1 - 1e-9) && t <= maximum * (1 + 1e-9)),
        ];
    }
}
