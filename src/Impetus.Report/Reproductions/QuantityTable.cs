using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>The rows of an experiment, with the paper's figures where it printed them.</summary>
internal static class QuantityTable
{
    private const string Missing = "–";

    /// <summary>The section.</summary>
    public static Markup Of(ReproducedExperiment result, int level) => Markup.Of(
        $"""
        <section>
        {Wording.Heading(level, "Quantities")}
        <div class="wide" tabindex="0" role="region" aria-label="Table of quantities">
        <table>
        <thead><tr>{result.Columns.Select((column, index) => Markup.Of($"""<th scope="col" class="{(index == 0 || IsText(result, column) ? "name" : "")}">{ColumnHeading.Of(column)}</th>"""))}</tr></thead>
        <tbody>
        {result.Rows.Select(row => Markup.Of($"<tr>{result.Columns.Select((column, index) => Cell(row.GetValueOrDefault(column), index == 0, IsText(result, column)))}</tr>"))}
        </tbody>
        </table>
        </div>
        </section>
        """);

    private static bool IsText(ReproducedExperiment result, string column) => result.Rows.Any(row => row.GetValueOrDefault(column) is string);

    private static Markup Cell(object? value, bool isHead, bool isText) => isHead
        ? Markup.Of($"""<th scope="row" class="name">{Text(value)}</th>""")
        : Markup.Of($"""<td class="{(isText ? "name" : "")}">{Text(value)}</td>""");

    private static string Text(object? value) => value switch
    {
        null or "" => Missing,
        double number when double.IsNaN(number) => Missing,
        double number => Number(number),
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:#,##0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    /// <summary>Four digits, as long as they need no power of ten.</summary>
    private static string Number(double number) => Math.Abs(number) switch
    {
        0 => "0",
        < 1e-4 or >= 1e7 => PowerOfTen.Format(number, 2),
        >= 1e4 => number.ToString("#,##0", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => number.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
