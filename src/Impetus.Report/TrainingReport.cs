using System.Globalization;
using Impetus.Lab;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Report.Comparisons;
using Impetus.Report.Html;
using Impetus.Report.Reproductions;
using Impetus.Report.Training;

namespace Impetus.Report;

/// <summary>A training run as one HTML file that needs neither network nor other files.</summary>
public static class TrainingReport
{
    /// <summary>Writes the report. The file appears whole or not at all.</summary>
    /// <param name="run">The run, finished or not.</param>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(StoredTraining run, string path) => DurableFile.Write(path, Render(run));

    /// <summary>The report's text.</summary>
    internal static string Render(StoredTraining run)
    {
        TrainingTask? task = TaskRegistry.Find(run.Configuration.Task);
        return new Page
        {
            Title = $"{run.Configuration.Task}, {run.Configuration.Optimizer}: training run",
            Body = Markup.Join(
            [
                TrainingSummary.Of(run, task),
                .. TrainingFigures.Of(run, run.Result?.Metric ?? task?.Metric).Select(figure => ExperimentSection.Figure(ExperimentDrawing.Fitted(figure), level: 2)),
                Settings(run.Configuration),
                run.Environment is { } environment ? EnvironmentSection.Of(environment, run.Folder) : Markup.Empty,
            ]),
        }.ToDocument();
    }

    private static Markup Settings(TrainingConfiguration configuration) => FactSection.Of(
        "Settings",
        [
            .. configuration.Data is { } data ? [("Data", data.ToString())] : Array.Empty<(string, string)>(),
            ("Schedule of the learning rate", configuration.Schedule),
            ("Batch", $"{Numbers.Count(configuration.Budget.BatchSize)} examples"),
            ("Clipping of the gradient's norm", configuration.Budget.ClipNorm?.ToString(CultureInfo.InvariantCulture) ?? "none by the task"),
            ("Products and convolutions", configuration.Precision == Precision.BFloat16 ? "in bfloat16" : "in single precision"),
            ("Checkpoints", $"every {Numbers.Count(configuration.CheckpointEvery)} steps, the newest {configuration.Keep} and the best kept"),
            ("Instruments", configuration.Instruments.Count == 0 ? "none" : $"{string.Join(", ", configuration.Instruments)}, every {Numbers.Count(configuration.InstrumentEvery)} steps"),
            ("Gradients that are not finite", configuration.NonFinite?.ToString().ToLowerInvariant() ?? "as the optimizer is spelled"),
            ("Version", configuration.Version),
        ]);
}
