namespace Impetus.Report.Figures;

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
