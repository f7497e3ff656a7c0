using System.Globalization;
using Impetus.Cli.Compare;
using Impetus.Lab.Comparisons.Sweeps;
using Impetus.Lab.Runs;
using Spectre.Console;

namespace Impetus.Cli.Sweep;

/// <summary>The result of a sweep as a table for people, and what to do with it.</summary>
internal static class SweepTable
{
    /// <summary>Prints the table, the best point, and the command that judges it.</summary>
    /// <param name="console">Where it goes.</param>
    /// <param name="sweep">The result, of at least one point.</param>
    public static void Write(IAnsiConsole console, SweepResult sweep)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string key in sweep.Rows[0].Options.Keys)
        {
            table.AddColumn(new TableColumn(Markup.Escape(key)).RightAligned());
        }

        foreach (string quantity in (string[])[$"Validation {sweep.Metric.Name}", "Training loss", "ms/step"])
        {
            table.AddColumn(new TableColumn(Markup.Escape(quantity)).RightAligned());
        }

        foreach (SweepRow row in sweep.Rows)
        {
            table.AddRow([.. row.Options.Values.Select(Value), new Text(Outcome(sweep, row)), new Text(Wording.Spread(row.TrainLoss, Wording.Loss)), new Text(Time(row))]);
        }

        console.WriteLine($"{sweep.Task}: {sweep.Scale} scale, {Wording.Count(sweep.Seeds, "seed")}, {Wording.Count(sweep.Budget.Steps, "step")} each");
        console.Write(table);
        console.WriteLine("± is the standard deviation over seeds. The points are judged by the validation part; the test part was not looked at.");
        InstrumentTable.Write(console, [.. sweep.Rows.Select(row => (row.Optimizer, row.Instruments))]);
        if (sweep.Best is { } best)
        {
            console.WriteLine($"Best: {best}");
            console.WriteLine($"To judge it on the test part: ./impetus compare --task {sweep.Task} --scale {sweep.Scale} --steps {sweep.Budget.Steps} --tune none --optimizers '{best}'");
        }
    }

    private static Text Value(object value) => new(Convert.ToString(value, CultureInfo.InvariantCulture)!);

    private static string Outcome(SweepResult sweep, SweepRow row)
    {
        string result = Wording.Spread(row.Metric, value => Wording.Value(sweep.Metric, value));
        int finished = row.Runs.Count(run => run.Status == RunStatus.Finished);
        return finished == sweep.Seeds ? result
            : finished == 0 ? (row.Status == RunStatus.Diverged ? "diverged" : "stopped")
            : $"{result} ({finished} of {Wording.Count(sweep.Seeds, "seed")}{(row.Status == RunStatus.Diverged ? ", some diverged" : "")})";
    }

    private static string Time(SweepRow row) => row.MsPerStep is { } time ? time.ToString("F2", CultureInfo.InvariantCulture) : Wording.Nothing;
}
