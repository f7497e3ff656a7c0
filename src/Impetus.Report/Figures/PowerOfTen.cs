using System.Globalization;

namespace Impetus.Report.Figures;

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
