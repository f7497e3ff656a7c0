using System.Globalization;
using Impetus.Lab.Runs;
using Spectre.Console;

namespace Impetus.Cli.Comparing;

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

        console.WriteLine($"{comparison.Description}: {comparison.Scale} scale, {Seeds(comparison)}");
        console.Write(table);
        console.WriteLine(HowToRead(comparison));
    }

    private static string[] Numbers(Comparison comparison) =>
    [
        "Learning rate",
        "Test accuracy",
        "Training loss",
        $"Steps to {Wording.Percent(comparison.TargetAccuracy, digits: 0)}",
        "ms/step",
        "Optimizer share",
        "Difference to the best",
    ];

    private static string[] Cells(Comparison comparison, ComparisonRow row) =>
    [
        row.Optimizer,
        Wording.Rate(row.LearningRate),
        Outcome(row),
        Spread(row.TrainLoss, 1, "F4"),
        row.StepsToTarget is { } steps ? $"{steps:N0}" : Wording.Nothing,
        row.MsPerStep is { } time ? time.ToString("F2", CultureInfo.InvariantCulture) : Wording.Nothing,
        Wording.Percent(row.OptimizerShare, digits: 1),
        row == comparison.Rows[0] && row.TestAccuracy.Mean is not null ? "best" : Interval(row.DifferenceToBest),
    ];

    private static string Outcome(ComparisonRow row) => row.Status switch
    {
        RunStatus.Diverged when row.TestAccuracy.Mean is null => "diverged",
        RunStatus.Diverged => $"{Spread(row.TestAccuracy, 100, "F2")} (some seeds diverged)",
        _ => Spread(row.TestAccuracy, 100, "F2"),
    };

    private static string Spread(MeanAndDeviation quantity, double scale, string format)
    {
        string Number(double value) => (scale * value).ToString(format, CultureInfo.InvariantCulture);
        string unit = scale == 100 ? " %" : "";
        return quantity switch
        {
            { Mean: { } mean, Std: { } deviation } => $"{Number(mean)} ± {Number(deviation)}{unit}",
            { Mean: { } mean } => Number(mean) + unit,
            _ => Wording.Nothing,
        };
    }

    private static string Interval(Difference? difference) => difference switch
    {
        { Low: { } low, High: { } high } => $"{Points(difference.Mean)} [{Points(low)}, {Points(high)}]{(low <= 0 && high >= 0 ? " ≈" : "  ")}",
        { } => Points(difference.Mean),
        null => Wording.Nothing,
    };

    private static string Points(double share) => (100 * share).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static string HowToRead(Comparison comparison)
    {
        double confidence = comparison.Rows.Select(row => row.DifferenceToBest?.Confidence).FirstOrDefault(value => value is not null) ?? 0.95;
        return $"± is the standard deviation over seeds. Difference: points of test accuracy, paired by seed, with the {Wording.Percent(confidence, 0)} interval;"
            + " ≈ marks an interval that holds 0: the seeds do not tell the two apart.";
    }

    private static string Seeds(Comparison comparison)
        => $"{comparison.Seeds} {(comparison.Seeds == 1 ? "seed" : "seeds")}, {comparison.Budget.Steps:N0} steps each";
}
