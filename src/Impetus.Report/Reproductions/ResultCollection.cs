using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Training;
using Impetus.Report.Figures;

namespace Impetus.Report.Reproductions;

/// <summary>What several folders hold.</summary>
/// <param name="Experiments">The experiments, each paper's together.</param>
/// <param name="Failures">Experiments that ended with an error.</param>
/// <param name="Comparisons">Comparisons of optimizers.</param>
/// <param name="Trainings">Training runs.</param>
internal sealed record ResultCollection(
    IReadOnlyList<StoredExperiment> Experiments,
    IReadOnlyList<FailedExperiment> Failures,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<StoredTraining> Trainings)
{
    /// <summary>The experiments by the short name of their paper.</summary>
    public IEnumerable<IGrouping<string, StoredExperiment>> Papers => Experiments.GroupBy(experiment => ExperimentRegistry.PaperOf(experiment.Result.Id));

    /// <summary>The experiments that the registry has and the folders have not.</summary>
    public IEnumerable<string> Missing => ExperimentRegistry.All.Select(experiment => experiment.Id).Except(Experiments.Select(experiment => experiment.Result.Id));
}

/// <summary>A result with the folder that it was read from.</summary>
/// <param name="Result">The result.</param>
/// <param name="Folder">The folder of results.</param>
/// <param name="Anchor">Its place on its paper's page.</param>
internal sealed record StoredExperiment(ReproducedExperiment Result, string Folder, string Anchor)
{
    /// <summary>The file name of the page of its paper.</summary>
    public string Page => $"{ExperimentRegistry.PaperOf(Result.Id)}.html";

    /// <summary>The figures, as they were drawn when the result was found.</summary>
    public IEnumerable<ExperimentDrawing> Drawings()
        => from figure in Result.FigureFiles ?? []
           let file = Path.Combine(Folder, figure.File)
           where File.Exists(file)
           select new ExperimentDrawing(figure.Title, figure.Caption, FigureDocument.Drawing(File.ReadAllText(file)));
}
