using System.Globalization;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Report.Comparisons;
using Impetus.Report.Html;

namespace Impetus.Report.Training;

/// <summary>What was trained, and how it ended or how far it is.</summary>
internal static class TrainingSummary
{
    /// <summary>The section.</summary>
    /// <param name="run">The run.</param>
    /// <param name="task">Its task; null for one that this version does not know.</param>
    public static Markup Of(StoredTraining run, TrainingTask? task) => Markup.Of(
        $"""
        <header>
        <p class="kicker">Impetus · training run</p>
        <h1>{run.Configuration.Task}</h1>
        <p class="lead">{(task is null ? "" : ModelSize.Summary(task.Summary, run.Result?.Parameters, run.Configuration.Scale))}</p>
        <ul class="facts">
        {Facts(run).Select(fact => Markup.Of($"<li><b>{fact.Value}</b> <span>{fact.Name}</span></li>"))}
        </ul>
        {Notice(run)}
        </header>
        """);

    private static IEnumerable<(string Name, string Value)> Facts(StoredTraining run)
    {
        TrainingConfiguration configuration = run.Configuration;
        yield return ("optimizer", configuration.Optimizer);
        yield return ("learning rate", Numbers.LearningRate(configuration.LearningRate));
        if (run.Result is { Test: { } test } result)
        {
            yield return ($"test {result.Metric.Name}", Text(result.Metric, test));
        }

        if (run.Result is { BestValidation: { } best } measured)
        {
            yield return ($"best validation {measured.Metric.Name}, {(measured.BestStep is > 0 and var step ? $"step {Numbers.Count(step)}" : "before the first step")}", Text(measured.Metric, best));
        }

        yield return ("steps", $"{Numbers.Count(run.Last?.Step ?? 0)} of {Numbers.Count(configuration.Steps)}");
        yield return ("time spent", Numbers.Duration(run.Last?.Seconds ?? 0));
        yield return ("seed", configuration.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("scale", configuration.Scale);
        if (ModelSize.Text(run.Result?.Parameters) is { } parameters)
        {
            yield return ("parameters trained here", parameters);
        }

        yield return ("started", configuration.StartedAt.ToString("d MMMM yyyy, HH:mm 'UTC'zzz", CultureInfo.InvariantCulture));
    }

    /// <summary>A value of the metric with its unit.</summary>
    public static string Text(Metric metric, double value) => metric.IsShare ? $"{Numbers.Percent(value)} %" : value.ToString("G4", CultureInfo.InvariantCulture);

    private static Markup Notice(StoredTraining run) => run.Result switch
    {
        { Status: RunStatus.Finished } => Markup.Empty,
        { Status: RunStatus.Diverged } diverged => Markup.Of($"""<p class="notice">This run diverged: {diverged.Trouble ?? ""}</p>"""),
        _ => Markup.Of($"""<p class="notice">This run has not finished. If it was interrupted, it goes on with <code>./impetus train --resume {run.Folder}</code>.</p>"""),
    };
}
