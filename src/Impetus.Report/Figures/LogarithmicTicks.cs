namespace Impetus.Report.Figures;

/// <summary>Tick positions on a logarithmic axis: powers of ten, with round digits between them where there is room.</summary>
public static class LogarithmicTicks
{
    private const int Few = 4;

    // From the closest ticks to the widest ones.
    private static readonly double[][] Digits = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 5], [1]];

    /// <summary>
    /// The ticks inside a range: of the sequences 1-2-5 and 1-1.5-2-3-4-5-7 the wider one that gives at least a few ticks; if that is
    /// too many, powers of ten, every second, third, ... one if need be. A range too short for either gets evenly spaced ticks.
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

        List<double> medium = Inside(minimum, maximum, Digits[1], stride: 1);
        List<double> ticks = medium.Count >= Few ? medium : Inside(minimum, maximum, Digits[0], stride: 1);
        if (ticks.Count < Few)
        {
            return LinearTicks.Within(minimum, maximum, maximumCount);
        }

        ticks = ticks.Count > maximumCount ? medium : ticks;
        for (int stride = 1; ticks.Count > maximumCount; stride++)
        {
            ticks = Inside(minimum, maximum, Digits[2], stride);
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
