using Impetus.Lab;
using Impetus.Lab.Reproduction;
using Impetus.Report.Figures;
using Impetus.Report.Html;
using Impetus.Report.Reproductions;

namespace Impetus.Report;

/// <summary>An experiment of a paper, reproduced, as one HTML file that needs neither network nor other files.</summary>
public static class ReproductionReport
{
    /// <summary>Writes the report. The file appears whole or not at all.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(ReproducedExperiment result, string path) => DurableFile.Write(path, Render(result));

    /// <summary>A figure as an SVG file of its own; null if no value has a place on its axes.</summary>
    public static string? Draw(ExperimentFigure figure)
    {
        string drawing = ExperimentPlot.Of(figure).ToString();
        return drawing.Length == 0 ? null : FigureDocument.Of(Markup.Trusted(drawing));
    }

    /// <summary>The report's text.</summary>
    internal static string Render(ReproducedExperiment result) => new Page
    {
        Title = $"{result.Id}: {result.Title}",
        Body = Markup.Of(
            $"""
            <header>
            <p class="kicker">{result.Paper}</p>
            <h1>{result.Id}</h1>
            <p class="lead">{result.Title}</p>
            {ExperimentSection.Facts(result)}
            </header>
            {ExperimentSection.Of(result, Drawings(result), level: 2, result.Id.Replace('/', '-'))}
            """),
    }.ToDocument();

    private static IEnumerable<ExperimentDrawing> Drawings(ReproducedExperiment result) => result.Figures
        .Select(ExperimentDrawing.Of)
        .Where(drawing => drawing.Drawing.ToString().Length > 0);
}
