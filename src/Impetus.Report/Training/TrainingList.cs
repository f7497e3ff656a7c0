using System.Globalization;
using Impetus.Lab.Training;
using Impetus.Report.Comparisons;
using Impetus.Report.Html;
using Impetus.Report.Reproductions;

namespace Impetus.Report.Training;

/// <summary>Training runs, one a row, with links to their reports.</summary>
internal static class TrainingList
{
    /// <summary>The section; empty without runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="folder">The folder of the page, for links.</param>
    public static Markup Of(IReadOnlyList<StoredTraining> runs, string folder) => runs.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <section>
        <h2>Training runs</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Table of training runs">
        <table>
        <thead><tr><th scope="col" class="name">Task</th><th scope="col" class="name">Run</th><th scope="col" class="name">Optimizer</th><th scope="col">Learning rate</th><th scope="col">Steps</th><th scope="col">Seed</th><th scope="col">dtype</th><th scope="col">Started</th><th scope="col">On the test set</th></tr></thead>
        <tbody>
        {runs.Select(run => Row(run, folder))}
        </tbody>
        </table>
        </div>
        </section>
        """);

    private static Markup Row(StoredTraining run, string folder) => Markup.Of(
        $"""
        <tr><th scope="row" class="name"><a href="{Wording.Link(folder, run.Folder)}">{run.Configuration.Task}</a></th><td class="name">{Wording.Folder(folder, run.Folder)}</td><td class="name">{run.Configuration.Optimizer}</td><td>{Numbers.LearningRate(run.Configuration.LearningRate)}</td><td>{Numbers.Count(run.Last?.Step ?? 0)} of {Numbers.Count(run.Configuration.Steps)}</td><td>{run.Configuration.Seed}</td><td>{(run.Configuration.Precision == Precision.BFloat16 ? "bf16" : "f32")}</td><td>{run.Configuration.StartedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</td><td>{TestOf(run)}</td></tr>

        """);

    private static string TestOf(StoredTraining run) => run.Result is { Test: { } test, Metric: { } metric }
        ? $"{metric.Name} {TrainingSummary.Text(metric, test)}"
        : Numbers.Missing;
}
