using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Report.Comparisons;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>All that there is to say about one experiment: claims, figures, table and notes.</summary>
internal static class ExperimentSection
{
    /// <summary>How much was spent, and on what machine.</summary>
    public static Markup Facts(ReproducedExperiment result) => Markup.Of(
        $"""
        <ul class="facts">
        <li><b>{Wording.Scale(result.Scale)}</b> <span>scale</span></li>
        <li><b>{result.Seeds}</b> <span>{(result.Seeds == 1 ? "seed" : "seeds")}, from {Wording.Number(result.Seed)}</span></li>
        {(result.ElapsedSeconds is { } seconds ? Markup.Of($"<li><b>{Numbers.Duration(seconds)}</b> <span>time spent</span></li>") : Markup.Empty)}
        {(result.Generated is { } generated ? Markup.Of($"<li><b>generated</b> <span>data in the place of {string.Join(", ", generated)}: nothing is decided</span></li>") : Markup.Empty)}
        <li><b>{Wording.Version(result.Environment)}</b> <span>Impetus</span></li>
        <li><b>{result.Environment.Dotnet}</b> <span>on {result.Environment.Cpu}, {result.Environment.Cores} cores</span></li>
        </ul>
        <p class="note">Reproduced with <code>{Wording.Command(result)}</code></p>
        """);

    /// <summary>What was found.</summary>
    /// <param name="result">The experiment.</param>
    /// <param name="figures">Its drawings.</param>
    /// <param name="level">The level of its headings.</param>
    /// <param name="anchor">What the places of its claims on the page begin with.</param>
    public static Markup Of(ReproducedExperiment result, IEnumerable<ExperimentDrawing> figures, int level, string anchor) => Markup.Of(
        $"""
        {ClaimList(result, level, anchor)}
        {figures.Select(figure => Figure(figure, level))}
        {QuantityTable.Of(result, level)}
        {Notes(result, level)}
        """);

    /// <summary>The place of a claim on the page.</summary>
    public static string ClaimAnchor(string anchor, int index) => string.Create(CultureInfo.InvariantCulture, $"{anchor}-claim-{index + 1}");

    private static Markup ClaimList(ReproducedExperiment result, int level, string anchor) => Markup.Of(
        $"""
        <section>
        {Wording.Heading(level, "Claims")}
        <ul class="verdict">
        {result.Claims.Select((claim, index) => Markup.Of($"""<li id="{ClaimAnchor(anchor, index)}">{Wording.Badge(claim.Verdict)} {claim.Text}{claim.ReasonLines.Select(line => Markup.Of($"<small>{line}</small>"))}{ReadingTable.Of(claim)}</li>"""))}
        </ul>
        </section>
        """);

    /// <summary>One drawing under its title.</summary>
    public static Markup Figure(ExperimentDrawing figure, int level) => Markup.Of(
        $"""
        <section>
        {Wording.Heading(level, figure.Title)}
        <figure><div class="wide">{figure.Drawing}</div>
        <figcaption>{figure.Caption}</figcaption></figure>
        </section>
        """);

    private static Markup Notes(ReproducedExperiment result, int level) => result.Notes.Count == 0
        ? Markup.Empty
        : Markup.Of(
            $"""
            <section>
            {Wording.Heading(level, "Notes")}
            <ul class="notes">
            {result.Notes.Select(note => Markup.Of($"<li>{note}</li>"))}
            </ul>
            </section>
            """);
}

/// <summary>A figure that was drawn.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Drawing">The SVG element.</param>
internal sealed record ExperimentDrawing(string Title, string Caption, Markup Drawing)
{
    /// <summary>Draws a figure.</summary>
    public static ExperimentDrawing Of(ExperimentFigure figure) => new(figure.Title, figure.Caption, ExperimentPlot.Of(figure));

    /// <summary>Drawn for narrow screens too.</summary>
    public static ExperimentDrawing Fitted(ExperimentFigure figure) => new(figure.Title, figure.Caption, FittedFigure.Of(width => ExperimentPlot.Of(figure, width)));
}
