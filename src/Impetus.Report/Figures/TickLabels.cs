using System.Globalization;

namespace Impetus.Report.Figures;

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
