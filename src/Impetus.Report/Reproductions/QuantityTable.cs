using System.Globalization;
using Impetus.Lab.Experiments.Reproduction;
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
        <thead><tr>{result.Columns.Select((column, index) => Markup.Of($"""<th scope="col" class="{(index == 0 ? "name" : "")}">{Heading(column)}</th>"""))}</tr></thead>
        <tbody>
        {result.Rows.Select(row => Markup.Of($"<tr>{result.Columns.Select((column, index) => Cell(row.GetValueOrDefault(column), index == 0))}</tr>"))}
        </tbody>
        </table>
        </div>
        </section>
        """);

    private static Markup Cell(object? value, bool isName) => isName
        ? Markup.Of($"""<th scope="row" class="name">{Text(value)}</th>""")
        : Markup.Of($"<td>{Text(value)}</td>");

    private static string Text(object? value) => value switch
    {
        null => Missing,
        double number when double.IsNaN(number) => Missing,
        double number => number.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    /// <summary>"lossStandardError" as "loss standard error".</summary>
    private static string Heading(string column)
        => string.Concat(column.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
