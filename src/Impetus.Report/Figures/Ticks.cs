using System.Globalization;

namespace Impetus.Report.Figures;

/// <summary>A labelled position on an axis.</summary>
/// <param name="Value">The position, in units of the data.</param>
/// <param name="Label">What stands beside it.</param>
public readonly record struct Tick(double Value, string Label);

/// <summary>Numbers as an axis prints them: as many decimals as tell neighbours apart, powers of ten where zeros would pile up.</summary>
public static class TickLabels
{
    /// <summary>Labels evenly spaced ticks, all with the same number of decimals.</summary>
    /// <param name="values">Ascending tick positions.</param>
    public static IReadOnlyList<Tick> Linear(IReadOnlyList<double> values)
    {
        double step = values.Count > 1 ? values[1] - values[0] : 1;
        double largest = values.Count > 0 ? values.Max(Math.Abs) : 0;
        if (largest >= 1e6 || step < 1e-4)
        {
            return [.. values.Select(value => new Tick(value, PowerOfTen.Format(value, Decimals(step / Magnitude(largest)))))];
        }

        string format = "N" + Decimals(step);
        return [.. values.Select(value => new Tick(value, value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−')))];
    }

    /// <summary>Labels ticks of a logarithmic axis, each with the digits it needs.</summary>
    /// <param name="values">Positive tick positions.</param>
    public static IReadOnlyList<Tick> Logarithmic(IReadOnlyList<double> values)
    {
        // A short range has evenly spaced ticks, which one digit may not tell apart.
        int decimals = Enumerable.Range(0, 4).First(count => count == 3 || values.Select(value => PowerOfTen.Format(value, count)).Distinct().Count() == values.Count);
        return
        [
            .. values.Select(value => new Tick(value, value is < 1e-3 or >= 1e6
                ? PowerOfTen.Format(value, decimals)
                : value.ToString("#,0.#####", CultureInfo.InvariantCulture))),
        ];
    }

    private static int Decimals(double step) => Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 9);

    private static double Magnitude(double value) => value == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
}

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

/// <summary>The sequence ..., 0.1, 0.2, 0.5, 1, 2, 5, 10, ...</summary>
internal static class NiceNumbers
{
    private static readonly double[] Digits = [1, 2, 5];

    /// <summary>The sequence from its first member that is not below a positive number.</summary>
    public static IEnumerable<double> From(double atLeast)
    {
        for (int exponent = (int)Math.Floor(Math.Log10(atLeast)); ; exponent++)
        {
            foreach (double number in Digits.Select(digit => Power(digit, exponent)).Where(number => number >= atLeast * (1 - 1e-9)))
            {
                yield return number;
            }
        }
    }

    /// <summary>digit × 10^exponent, rounded once: negative powers of ten are no doubles, positive ones are.</summary>
    public static double Power(double digit, int exponent) =>
        exponent < 0 ? digit / Math.Pow(10, -exponent) : digit * Math.Pow(10, exponent);
}

/// <summary>Numbers too large or too small for plain digits: 2.5×10⁻⁷.</summary>
internal static class PowerOfTen
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Writes a finite number as mantissa and power of ten; a mantissa of exactly 1 is left out.</summary>
    public static string Format(double value, int decimals)
    {
        if (value == 0)
        {
            return "0";
        }

        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        string mantissa = (value / Math.Pow(10, exponent)).ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');
        string digits = string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
        string power = $"10{(exponent < 0 ? "⁻" : "")}{digits}";
        return mantissa == "1" ? power : $"{mantissa}×{power}";
    }
}
