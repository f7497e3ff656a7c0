using Impetus.Lab.Reproduction;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>The page of one paper: all its experiments.</summary>
internal static class PaperPage
{
    /// <summary>The document.</summary>
    /// <param name="experiments">The experiments of one paper, at least one.</param>
    public static string Of(IReadOnlyList<StoredExperiment> experiments)
    {
        ReproducedExperiment first = experiments[0].Result;
        return new Page
        {
            Title = first.Paper,
            Body = Markup.Of(
                $"""
                <header>
                <p class="kicker"><a href="{ReportPages.FrontPage}">All claims</a></p>
                <h1>{first.Paper}</h1>
                {(experiments.Count == 1 ? Markup.Empty : Contents(experiments))}
                </header>
                {experiments.Select(Section)}
                """),
        }.ToDocument();
    }

    private static Markup Contents(IReadOnlyList<StoredExperiment> experiments) => Markup.Of(
        $"""
        <ul class="contents">
        {experiments.Select(experiment => Markup.Of($"""<li><a href="#{experiment.Anchor}">{experiment.Result.Id}</a> {experiment.Result.Title} {Tally(experiment.Result)}</li>"""))}
        </ul>
        """);

    private static Markup Section(StoredExperiment experiment) => Markup.Of(
        $"""
        <article id="{experiment.Anchor}">
        <h2>{experiment.Result.Id}: {experiment.Result.Title}</h2>
        {ExperimentSection.Facts(experiment.Result)}
        {ExperimentSection.Of(experiment.Result, experiment.Drawings(), level: 3, experiment.Anchor)}
        </article>
        """);

    private static Markup Tally(ReproducedExperiment result) => Markup.Join(
        result.Claims.CountBy(claim => claim.Verdict).OrderBy(count => count.Key)
            .Select(count => Markup.Of($"""<span class="badge {Wording.Word(count.Key)}">{count.Value} {Wording.Word(count.Key, count.Value)}</span> """)));
}
