using System.Globalization;
using Impetus.Lab.Runs;
using Spectre.Console;

namespace Impetus.Cli.Compare;

/// <summary>What instruments measured at the end of runs, as a table for people.</summary>
internal static class InstrumentTable
{
    // More do not fit beside each other.
    private const int Most = 8;

    /// <summary>Prints the table; nothing where nothing was measured.</summary>
    /// <param name="console">Where it goes.</param>
    /// <param name="rows">The rows' names with what was measured.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Name, IReadOnlyDictionary<string, MeanAndDeviation>? Measured)> rows)
    {
        string[] quantities = [.. rows.SelectMany(row => row.Measured?.Keys ?? []).Distinct().Order(StringComparer.Ordinal)];
        if (quantities.Length > Most)
        {
            console.WriteLine($"Instruments: {quantities.Length} quantities of each, in the JSON of the run folder.");
        }

        if (quantities.Length is 0 or > Most)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumn("After the last step");
        foreach (string quantity in quantities)
        {
            table.AddColumn(new TableColumn(Markup.Escape(quantity)).RightAligned());
        }

        foreach ((string name, IReadOnlyDictionary<string, MeanAndDeviation>? measured) in rows)
        {
            table.AddRow([new Text(name), .. quantities.Select(quantity => new Text(measured?.GetValueOrDefault(quantity) is { } value ? Wording.Spread(value, Number) : Wording.Nothing))]);
        }

        console.Write(table);
    }

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? Wording.Nothing;
}
