using Impetus.Lab.Experiments.Reproduction;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>The words of a report: what was made again, which claims hold, and what has to be known about it.</summary>
internal static class ClaimSection
{
    /// <summary>Which experiment it is.</summary>
    public static Markup Heading(ReproducedExperiment result) => Markup.Of(
        $"""
        <header>
        <p class="kicker">{result.Paper}</p>
        <h1>{result.Id}</h1>
        <p class="lead">{result.Title}</p>
        <ul class="facts">
        <li><b>{result.Scale.ToString().ToLowerInvariant()}</b> <span>scale</span></li>
        <li><b>{result.Seeds}</b> <span>{(result.Seeds == 1 ? "seed" : "seeds")}</span></li>
        <li><b>{result.Environment.ImpetusVersion}</b> <span>Impetus</span></li>
        <li><b>{result.Environment.Dotnet}</b> <span>on {result.Environment.Cpu}, {result.Environment.Cores} cores</span></li>
        </ul>
        </header>
        """);

    /// <summary>Every claim with its verdict and evidence.</summary>
    public static Markup Of(Findings findings) => Markup.Of(
        $"""
        <section>
        <h2>Claims</h2>
        <ul class="verdict">
        {findings.Claims.Select(claim => Markup.Of($"<li>{Badge(claim.Verdict)} {claim.Text}<small>{claim.Evidence}</small></li>"))}
        </ul>
        </section>
        """);

    /// <summary>What the paper leaves open, and what was chosen.</summary>
    public static Markup Notes(ReproducedExperiment result) => result.Findings.Notes.Count == 0
        ? Markup.Empty
        : Markup.Of(
            $"""
            <section>
            <h2>Notes</h2>
            <ul>
            {result.Findings.Notes.Select(note => Markup.Of($"<li>{note}</li>"))}
            </ul>
            </section>
            """);

    private static Markup Badge(Verdict verdict) => verdict switch
    {
        Verdict.Holds => Markup.Of($"""<span class="badge">holds</span>"""),
        Verdict.Fails => Markup.Of($"""<span class="badge bad">fails</span>"""),
        _ => Markup.Of($"""<span class="badge">undecided</span>"""),
    };
}
