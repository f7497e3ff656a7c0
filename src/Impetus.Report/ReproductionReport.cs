using Impetus.Lab.Experiments.Reproduction;
using Impetus.Report.Html;
using Impetus.Report.Reproductions;

namespace Impetus.Report;

/// <summary>An experiment of a paper, made again, as one HTML file that needs neither network nor other files.</summary>
public static class ReproductionReport
{
    /// <summary>Writes the report. The file appears whole or not at all.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(ReproducedExperiment result, string path)
    {
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, Render(result));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The report's text.</summary>
    internal static string Render(ReproducedExperiment result) => new Page
    {
        Title = $"{result.Id}: {result.Title}",
        Body = Markup.Join(
        [
            ClaimSection.Heading(result),
            ClaimSection.Of(result.Findings),
            .. result.Findings.Figures.Select(ExperimentPlot.Of),
            QuantityTable.Of(result),
            ClaimSection.Notes(result),
        ]),
    }.ToDocument();
}
