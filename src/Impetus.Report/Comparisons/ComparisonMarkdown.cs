using System.Text;
using Impetus.Lab;
using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;

namespace Impetus.Report.Comparisons;

/// <summary>Comparisons as Markdown tables, for a page that people write around them.</summary>
internal static class ComparisonMarkdown
{
    private const string Start = "<!-- comparisons: written by `impetus report DIR... --markdown FILE` -->";
    private const string End = "<!-- /comparisons -->";

    // What everybody knows; without it, the best.
    private const string Reference = "adamw";

    private const double Confidence = 0.95;

    /// <summary>The page with new tables in the place of the old ones.</summary>
    /// <exception cref="LabException">The page lacks the marks.</exception>
    public static string Insert(IReadOnlyList<Comparison> comparisons, string page, string path)
    {
        int start = page.IndexOf(Start, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        return start < 0 || end < start
            ? throw new LabException($"{path} does not say where the comparisons belong: add the lines '{Start}' and '{End}'.")
            : page[..(start + Start.Length)] + "\n\n" + Tables(comparisons) + page[end..];
    }

    private static string Tables(IReadOnlyList<Comparison> comparisons)
    {
        StringBuilder text = new();
        if (comparisons.Count > 1)
        {
            text.Append(Places(comparisons)).Append('\n');
        }

        foreach (Comparison comparison in comparisons)
        {
            text.Append(TableOf(comparison)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The place of every optimizer on every task, the best mean place first.</summary>
    private static string Places(IReadOnlyList<Comparison> comparisons)
    {
        var places = comparisons.SelectMany(comparison => comparison.Rows.Select((row, place) => (row.Optimizer, comparison.Task, Place: place + 1))).ToLookup(entry => entry.Optimizer);
        var common = places.Where(own => own.Count() == comparisons.Count).OrderBy(own => own.Average(entry => entry.Place));
        StringBuilder text = new($"| optimizer | {string.Join(" | ", comparisons.Select(comparison => $"`{comparison.Task}`"))} | mean place |\n|---|{string.Concat(comparisons.Select(_ => "---:|"))}---:|\n");
        foreach (var own in common)
        {
            text.Append($"| {own.Key} | {string.Join(" | ", comparisons.Select(comparison => own.First(entry => entry.Task == comparison.Task).Place))} | {Numbers.Fixed(own.Average(entry => entry.Place), 1)} |\n");
        }

        return text.ToString();
    }

    private static string TableOf(Comparison comparison)
    {
        MetricText metric = MetricText.Of(comparison);
        ComparisonRow reference = comparison.Rows.FirstOrDefault(row => row.Optimizer == Reference) ?? comparison.Rows[0];
        int decimals = Numbers.LossDecimals(comparison.Rows.Select(row => row.TrainLoss));
        StringBuilder text = new($"### {comparison.Task}\n\n{Summary(comparison)}\n\n| optimizer as trained | learning rate | test {metric.Name}{(metric.Unit.Length == 0 ? "" : ",")}{metric.Unit} | final training loss | ms a step | optimizer's share | difference to {reference.Optimizer}, 95 % |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (ComparisonRow row in comparison.Rows)
        {
            text.Append($"| {(row.Trained ?? row.Optimizer).Replace("*", "\\*", StringComparison.Ordinal)} | {Numbers.LearningRate(row.LearningRate)} | {metric.Value(row.Metric)} | {Numbers.Loss(row.TrainLoss, decimals)} | {(row.MsPerStep is { } time ? Numbers.Fixed(time, 1) : Numbers.Missing)} | {(row.OptimizerShare is { } share ? $"{Numbers.Percent(share, 1)} %" : Numbers.Missing)} | {(row == reference ? "" : Difference(row, reference, comparison.Rows.Count - 1, metric))} |\n");
        }

        return text.ToString();
    }

    private static string Summary(Comparison comparison)
    {
        TrainingBudget budget = comparison.Budget;
        RunEnvironment machine = comparison.Environment;
        return $"{comparison.Description}: {comparison.Scale} scale, {Numbers.Count(budget.Steps)} steps of {Numbers.Count(budget.BatchSize)} examples, {comparison.Seeds} seeds, schedule {budget.Schedule}; "
            + $"{(comparison.Tuning.Count == 0 ? "no tuning" : $"{comparison.Tuning.Max(row => row.Candidates.Count)} settings of each optimizer tried for {Numbers.Count(budget.TuningSteps)} steps")}. "
            + $"{Numbers.Duration(comparison.ElapsedSeconds)} on {machine.Cores} cores of {machine.Cpu}, Impetus {machine.ImpetusVersion}{(machine.GitCommit is { } commit ? $" ({commit[..Math.Min(7, commit.Length)]})" : "")}.";
    }

    // A star where the interval leaves out 0 with Bonferroni's correction for all rows too.
    private static string Difference(ComparisonRow row, ComparisonRow reference, int rows, MetricText metric)
    {
        double[] differences = [.. from run in row.Runs
                                   join other in reference.Runs on run.Seed equals other.Seed
                                   where run.Metric is not null && other.Metric is not null
                                   select run.Metric!.Value - other.Metric!.Value];
        if (differences.Length < 2)
        {
            return differences.Length == 0 ? Numbers.Missing : metric.Difference(differences[0]);
        }

        Difference plain = OverSeeds.PairedDifference(differences, Confidence), strict = OverSeeds.PairedDifference(differences, 1 - ((1 - Confidence) / rows));
        return $"{metric.Difference(plain.Mean)} [{metric.Difference(plain.Low!.Value)}, {metric.Difference(plain.High!.Value)}]{(strict.Low > 0 || strict.High < 0 ? " \\*" : "")}";
    }
}
