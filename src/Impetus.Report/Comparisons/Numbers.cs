using System.Globalization;
using Impetus.Lab.Runs;
using Impetus.Report.Figures;

namespace Impetus.Report.Comparisons;

/// <summary>How the report prints quantities: the same digits everywhere, a dash for what is not known, a true minus sign.</summary>
internal static class Numbers
{
    /// <summary>What stands where a quantity is missing.</summary>
    public const string Missing = "–";

    /// <summary>A share as a percentage without its sign: 0.9142 is 91.42.</summary>
    public static string Percent(double share, int decimals = 2) => Fixed(100 * share, decimals);

    /// <summary>A mean with its standard deviation.</summary>
    public static string Loss(MeanAndDeviation loss, int decimals) => With(loss, value => Fixed(value, decimals));

    /// <summary>The decimals that show four significant digits of the smallest of some losses.</summary>
    public static int LossDecimals(IEnumerable<MeanAndDeviation> losses)
    {
        double smallest = losses.Select(loss => loss.Mean ?? 1).Where(mean => mean > 0).DefaultIfEmpty(1).Min();
        return Math.Clamp(3 - (int)Math.Floor(Math.Log10(smallest)), 2, 7);
    }

    /// <summary>A learning rate with three significant digits.</summary>
    public static string LearningRate(double rate) => rate switch
    {
        0 => "0",
        < 1e-4 => Trimmed(PowerOfTen.Format(rate, 2)),
        _ => double.Parse(rate.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("0.######", CultureInfo.InvariantCulture),
    };

    /// <summary>A number of things, rounded to whole ones.</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with fixed decimals.</summary>
    public static string Fixed(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Seconds in the units that people use.</summary>
    public static string Duration(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time switch
        {
            { TotalMinutes: < 1 } => $"{seconds:0.#} s",
            { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
            _ => $"{(int)time.TotalHours} h {time.Minutes} min",
        };
    }

    /// <summary>A mean with its standard deviation, each printed in the same way.</summary>
    public static string With(MeanAndDeviation quantity, Func<double, string> format) => quantity switch
    {
        { Mean: null } => Missing,
        { Std: null } => format(quantity.Mean.Value),
        _ => $"{format(quantity.Mean.Value)} ± {format(quantity.Std.Value)}",
    };

    private static string Trimmed(string power) => power.Replace(".00×", "×").Replace("0×", "×");
}
