using Impetus.Lab;
using Impetus.Lab.Runs;
using Impetus.Report.Comparisons;
using Impetus.Report.Html;

namespace Impetus.Report;

/// <summary>A comparison as one HTML file that needs neither network nor other files.</summary>
public static class ComparisonReport
{
    /// <summary>Writes the report. The file appears whole or not at all.</summary>
    /// <param name="comparison">The result, its runs with their curves (as <see cref="RunFolder.Read"/> gives them).</param>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(Comparison comparison, string path) => DurableFile.Write(path, Render(comparison, PlotLibrary.Embedded));

    /// <summary>The report's text; without a plot library its curves stay static.</summary>
    internal static string Render(Comparison comparison, PlotLibrary? library)
    {
        IReadOnlyList<CurveChart> charts = CurveSection.Charts(comparison);
        Page page = new()
        {
            Title = $"{comparison.Task}: comparison of optimizers",
            Body = Markup.Join(
            [
                HeadingSection.Of(comparison),
                ResultTable.Of(comparison),
                SeedFigure.Of(comparison),
                DifferenceFigure.Of(comparison),
                CurveSection.Of(comparison, charts),
                InstrumentSection.Of(comparison),
                TuningSection.Of(comparison),
                ProtocolSection.Of(comparison),
                EnvironmentSection.Of(comparison.Environment, comparison.RunFolder),
            ]),
            Data = charts.Count > 0 ? CurveData.ToJson(charts) : null,
            Library = library,
        };
        return page.ToDocument();
    }
}
