using Impetus.Lab;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Training;
using Impetus.Report.Comparisons;
using Impetus.Report.Reproductions;

namespace Impetus.Report;

/// <summary>
/// Pages over folders of results: a front page with every claim and its verdict, one page for each paper, and the report of
/// each comparison and of each training run in its own folder. Every page stands alone; links lead from one to the other.
/// </summary>
public static class ReportPages
{
    /// <summary>The file name of the front page.</summary>
    public const string FrontPage = "index.html";

    /// <summary>The file name of the report of a comparison or of a training run.</summary>
    public const string RunPage = "report.html";

    /// <summary>Writes all pages; each appears whole or not at all.</summary>
    /// <param name="folders">Folders of <c>reproduce</c>, <c>compare</c> and <c>train</c>, at least one.</param>
    /// <param name="output">The folder of the pages; made if missing.</param>
    /// <returns>What the pages are about.</returns>
    /// <exception cref="LabException">A folder holds no results, or a file of it is damaged.</exception>
    public static ReportedResults Write(IReadOnlyList<string> folders, string output)
    {
        ResultCollection results = Read(folders);
        Directory.CreateDirectory(output);
        foreach (Comparison comparison in results.Comparisons)
        {
            ComparisonReport.Write(comparison, Path.Combine(comparison.RunFolder, RunPage));
        }

        foreach (StoredTraining training in results.Trainings)
        {
            TrainingReport.Write(training, Path.Combine(training.Folder, RunPage));
        }

        foreach (IGrouping<string, StoredExperiment> paper in results.Papers)
        {
            DurableFile.Write(Path.Combine(output, paper.First().Page), PaperPage.Of([.. paper]));
        }

        string front = Path.Combine(output, FrontPage);
        DurableFile.Write(front, Reproductions.FrontPage.Of(results, output));
        return new(front, [.. results.Experiments.Select(experiment => experiment.Result)], results.Failures, [.. results.Comparisons.Select(comparison => comparison.RunFolder)], [.. results.Trainings.Select(training => training.Folder)]);
    }

    /// <summary>Puts the table of claims and verdicts, and those of comparisons, into a Markdown file, each between its two marks.</summary>
    /// <param name="folders">Folders of <c>reproduce</c> and <c>compare</c>, at least one.</param>
    /// <param name="path">A file with the marks.</param>
    /// <exception cref="LabException">A folder holds no results, or the file lacks the marks.</exception>
    public static void WriteMarkdown(IReadOnlyList<string> folders, string path)
    {
        string page = File.Exists(path) ? File.ReadAllText(path) : throw new LabException($"There is no file {path} to put the results into.");
        ResultCollection results = Read(folders);
        if (results.Comparisons.Count > 0)
        {
            page = ComparisonMarkdown.Insert(results.Comparisons, page, path);
        }

        DurableFile.Write(path, results.Experiments.Count > 0 || results.Comparisons.Count == 0 ? ClaimMarkdown.Insert(results, page, path) : page);
    }

    private static ResultCollection Read(IReadOnlyList<string> named)
    {
        string[] folders = [.. named.DistinctBy(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))];
        string[] reproductions = [.. folders.Where(ReproductionFolder.IsAt)], trainings = [.. folders.Where(StoredTraining.IsAt)];
        var results = reproductions.SelectMany(folder => ReproductionFolder.Results(folder).Select(result => (Folder: folder, Result: result)));
        return new(
            [.. results.GroupBy(entry => ExperimentRegistry.PaperOf(entry.Result.Id)).SelectMany(paper => paper)
                .GroupBy(entry => entry.Result.Id).SelectMany(same => same.Select((entry, index) => new StoredExperiment(entry.Result, entry.Folder, Anchor(entry.Result.Id, index))))],
            [.. reproductions.SelectMany(folder => ReproductionFolder.Read(folder).Failures)],
            [.. folders.Except(reproductions).Except(trainings).Select(RunFolder.Read)],
            [.. trainings.Select(StoredTraining.Read)]);
    }

    private static string Anchor(string id, int index) => id.Replace('/', '-') + (index == 0 ? "" : $"-{index + 1}");
}

/// <summary>What pages are about.</summary>
/// <param name="FrontPage">The path of the front page.</param>
/// <param name="Experiments">The experiments, each paper's together.</param>
/// <param name="Failures">The experiments that ended with an error.</param>
/// <param name="Comparisons">The folders of comparisons.</param>
/// <param name="Trainings">The folders of training runs.</param>
public sealed record ReportedResults(
    string FrontPage,
    IReadOnlyList<ReproducedExperiment> Experiments,
    IReadOnlyList<FailedExperiment> Failures,
    IReadOnlyList<string> Comparisons,
    IReadOnlyList<string> Trainings);
