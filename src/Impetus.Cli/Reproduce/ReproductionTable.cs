using System.Globalization;
using Impetus.Lab.Reproduction;
using Spectre.Console;

namespace Impetus.Cli.Reproduce;

/// <summary>What an experiment has found, for people.</summary>
internal static class ReproductionTable
{
    private const string Nothing = "–";

    /// <summary>Prints the table, the claims and the notes.</summary>
    /// <param name="console">Where they go.</param>
    /// <param name="result">The experiment.</param>
    public static void Write(IAnsiConsole console, ReproducedExperiment result)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in result.Columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(ColumnHeading.Of(column))));
        }

        foreach (IReadOnlyDictionary<string, object?> row in result.Rows)
        {
            table.AddRow(result.Columns.Select(column => new Text(Cell(row.GetValueOrDefault(column)))));
        }

        console.WriteLine($"{result.Title}. {result.Paper}");
        console.Write(table);
        if (result.Generated is { } generated)
        {
            console.WriteLine($"GENERATED DATA in the place of {string.Join(", ", generated)}: nothing is decided.");
        }

        foreach (DecidedClaim claim in result.Claims)
        {
            console.WriteLine($"{Word(claim.Verdict)}  {claim.Text}");
            foreach (string line in claim.ReasonLines)
            {
                console.WriteLine($"           {line}");
            }

            foreach (ClaimReading reading in claim.Readings)
            {
                console.WriteLine($"           - {Word(reading.Verdict).TrimEnd()} with {reading.Name}{(reading.Default ? " (default)" : "")}: {reading.Source}");
            }
        }

        foreach (string note in result.Notes)
        {
            console.WriteLine($"Note: {note}");
        }
    }

    private static string Cell(object? value) => value switch
    {
        null => Nothing,
        double number when double.IsNaN(number) => Nothing,
        double number => number.ToString("G4", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds    ",
        Verdict.Fails => "FAILS    ",
        Verdict.Depends => "depends  ",
        _ => "undecided",
    };
}
