using System.Globalization;
using Impetus.Lab.Runs;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>What the instruments measured after the last step of the runs.</summary>
internal static class InstrumentSection
{
    // A loss on a grid has a quantity for each cell, which no table shows well.
    private const string Grid = "loss-slice/";

    /// <summary>The section; nothing where nothing was measured.</summary>
    public static Markup Of(Comparison comparison)
    {
        string[] quantities = [.. comparison.Rows.SelectMany(row => row.Instruments?.Keys ?? []).Where(key => !key.StartsWith(Grid, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        return quantities.Length == 0 ? Markup.Empty : Markup.Of(
            $"""
            <section>
            <h2>Instruments</h2>
            <p>Measured after the last step, mean ± standard deviation over the seeds that finished. The files under <code>curves</code> have all measurements along the way.</p>
            <div class="wide" tabindex="0" role="region" aria-label="Table of measurements">
            <table class="compact">
            <thead><tr><th scope="col" class="name">Optimizer</th>{quantities.Select(quantity => Markup.Of($"""<th scope="col">{quantity}</th>"""))}</tr></thead>
            <tbody>
            {comparison.Rows.Select(row => Row(row, quantities))}
            </tbody>
            </table>
            </div>
            </section>
            """);
    }

    private static Markup Row(ComparisonRow row, IEnumerable<string> quantities) => Markup.Of(
        $"""
        <tr><th scope="row" class="name">{OptimizerName.Of(row.Optimizer)}</th>{quantities.Select(quantity => Markup.Of($"<td>{Cell(row.Instruments?.GetValueOrDefault(quantity))}</td>"))}</tr>

        """);

    private static string Cell(MeanAndDeviation? value) =>
        value is null ? Numbers.Missing : Numbers.With(value, static number => number.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−'));
}
