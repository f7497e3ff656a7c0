using System.Globalization;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Spectre.Console;

namespace Impetus.Cli.Compare;

/// <summary>The result of a comparison as a table for people.</summary>
internal static class ComparisonTable
{
    /// <summary>Prints the table and how to read it.</summary>
    /// <param name="console">Where it goes.</param>
    /// <param name="comparison">The result.</param>
    public static void Write(IAnsiConsole console, Comparison comparison)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Optimizer");
        foreach (string name in Numbers(comparison))
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        }

        foreach (ComparisonRow row in comparison.Rows)
        {
            table.AddRow([.. Cells(comparison, row).Select(cell => new Text(cell))]);
        }

        console.WriteLine($"{ModelSize.Summary(comparison.Description, comparison.Parameters, comparison.Scale)}: {comparison.Scale} scale, {Seeds(comparison)}");
        if (ModelSize.Text(comparison.Parameters) is { } parameters)
        {
            console.WriteLine($"Trained here: {parameters} parameters");
        }

        console.Write(table);
        console.WriteLine(HowToRead(comparison));
        InstrumentTable.Write(console, [.. comparison.Rows.Select(row => (row.Optimizer, row.Instruments))]);
    }

    private static string[] Numbers(Comparison comparison) =>
    [
        "Learning rate",
        $"Test {comparison.Metric.Name}",
        "Training loss",
        comparison.Metric.Target is { } target ? $"Steps to {Wording.Value(comparison.Metric, target, digits: 0)}" : "Steps to target",
        "ms/step",
        "Optimizer share",
        "Difference to the best",
    ];

    private static string[] Cells(Comparison comparison, ComparisonRow row) =>
    [
        row.Trained ?? row.Optimizer,
        Wording.Rate(row.LearningRate),
        Outcome(row, comparison.Metric),
        Wording.Spread(row.TrainLoss, Wording.Loss),
        row.StepsToTarget is { } steps ? $"{steps:N0}" : Wording.Nothing,
        row.MsPerStep is { } time ? time.ToString("F2", CultureInfo.InvariantCulture) : Wording.Nothing,
        Wording.Percent(row.OptimizerShare, digits: 1),
        row == comparison.Rows[0] && row.Metric.Mean is not null ? "best" : Interval(row.DifferenceToBest, comparison.Metric),
    ];

    private static string Outcome(ComparisonRow row, Metric metric)
    {
        string result = Wording.Spread(row.Metric, value => Wording.Value(metric, value));
        return row.Status switch
        {
            RunStatus.Diverged when row.Metric.Mean is null => "diverged",
            RunStatus.Diverged => $"{result} (some seeds diverged)",
            _ => result,
        };
    }

    private static string Interval(Difference? difference, Metric metric)
    {
        string Signed(double value) => (value > 0 ? "+" : "") + Wording.Value(metric, value).Replace('-', '−').Replace(" %", "", StringComparison.Ordinal);
        return difference switch
        {
            { Low: { } low, High: { } high } => $"{Signed(difference.Mean)} [{Signed(low)}, {Signed(high)}]{(low <= 0 && high >= 0 ? " ≈" : "  ")}",
            { } => Signed(difference.Mean),
            null => Wording.Nothing,
        };
    }

    private static string HowToRead(Comparison comparison)
    {
        double confidence = comparison.Rows.Select(row => row.DifferenceToBest?.Confidence).FirstOrDefault(value => value is not null) ?? 0.95;
        return $"± is the standard deviation over seeds. Difference: {(comparison.Metric.IsShare ? "points of " : "")}test {comparison.Metric.Name}, paired by seed, with the {Wording.Percent(confidence, 0)} interval;"
            + " ≈ marks an interval that holds 0: the seeds do not tell the two apart.";
    }

    private static string Seeds(Comparison comparison)
        => $"{comparison.Seeds} {(comparison.Seeds == 1 ? "seed" : "seeds")}, {comparison.Budget.Steps:N0} steps each";
}
