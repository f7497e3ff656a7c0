using Impetus.Lab.Runs;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The result in words: which differences are real and which are noise.</summary>
internal static class Verdict
{
    /// <summary>One sentence for each thing to say.</summary>
    public static IReadOnlyList<Markup> Sentences(Comparison comparison)
    {
        ComparisonRow? best = comparison.Rows.FirstOrDefault(row => row.StandingIn(comparison) == Standing.Best);
        bool diverged = comparison.Rows.Any(row => row.Status == RunStatus.Diverged);
        if (best is null)
        {
            return [diverged
                ? Markup.Of($"No optimizer finished without a diverged seed, so there is nothing to rank.")
                : Markup.Of($"No optimizer finished a run, so there is nothing to rank.")];
        }

        MetricText metric = MetricText.Of(comparison);
        string reached = $"{metric.Value(best.Metric)}{metric.Unit.Replace(' ', '\u00a0')}";
        int seeds = best.Runs.Count(run => run.Metric is not null);
        string over = $"over {seeds} seed{(seeds == 1 ? "" : "s")}";
        if (comparison.Rows.Count == 1)
        {
            return [Markup.Of($"<b>{best.Optimizer}</b> reached a test {metric.Name} of {reached} {over}. There is nothing to hold it against.")];
        }

        double confidence = comparison.Rows.Select(row => row.DifferenceToBest?.Confidence).FirstOrDefault(c => c is not null) ?? 0.95;
        string percent = Numbers.Percent(confidence, 0);
        return
        [
            .. comparison.Scale == "smoke" ? [Markup.Of($"<b>Too small to rank optimizers</b>: the smoke scale, {Numbers.Count(comparison.Budget.Steps)} step{(comparison.Budget.Steps == 1 ? "" : "s")} of {Numbers.Count(comparison.Budget.BatchSize)} examples, proves that the path works. What follows is what came out, and says nothing about optimizers.")] : Array.Empty<Markup>(),
            Markup.Of($"<b>{best.Optimizer}</b> has the {metric.Best} mean test {metric.Name}{(diverged ? " of those that never diverged" : "")}, {reached} {over}."),
            .. About(Standing.WithinNoise, (names, many) => Markup.Of(
                $"<b>Not distinguishable</b> from it with these seeds: {names}. The {percent}&nbsp;% {(many ? "intervals of their differences contain" : "interval of the difference contains")} zero.")),
            .. About(Standing.Distinguishable, (names, many) => Markup.Of(
                $"<b>Different</b> from it by more than the noise of the seeds: {names}.")),
            .. About(Standing.NotJudged, (names, many) => Markup.Of(
                $"<b>Not judged</b>: {names}. A difference needs at least two seeds that both optimizers finished.")),
            .. About(Standing.Diverged, (names, many) => Markup.Of(
                $"<b>Diverged</b> in at least one seed, and ranked last for it: {names}.")),
        ];

        IEnumerable<Markup> About(Standing standing, Func<Markup, bool, Markup> sentence)
        {
            string[] names = [.. comparison.Rows.Where(row => row.StandingIn(comparison) == standing).Select(row => row.Optimizer)];
            return names.Length == 0 ? [] : [sentence(Enumerated(names), names.Length > 1)];
        }
    }

    private static Markup Enumerated(string[] names)
    {
        Markup[] whole = [.. names.Select(name => OptimizerName.InText(name))];
        return whole.Length == 1
            ? whole[0]
            : Markup.Of($"{whole[..^2].Select(name => Markup.Of($"{name}, "))}{whole[^2]} and {whole[^1]}");
    }
}
