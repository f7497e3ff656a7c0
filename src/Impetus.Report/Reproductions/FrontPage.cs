using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report.Comparisons;
using Impetus.Report.Html;
using Impetus.Report.Training;
using Verdict = Impetus.Lab.Reproduction.Verdict;

namespace Impetus.Report.Reproductions;

/// <summary>The first page over many results: every claim with its verdict, and how it was measured.</summary>
internal static class FrontPage
{
    /// <summary>The document.</summary>
    /// <param name="results">What there is.</param>
    /// <param name="folder">The folder of the page, for links to comparisons.</param>
    public static string Of(ResultCollection results, string folder) => new Page
    {
        Title = "Impetus: what holds",
        Body = Markup.Of(
            $"""
            <header>
            <p class="kicker">Impetus</p>
            <h1>{(results.Experiments.Count > 0 ? "What the papers claim, and what holds" : "Comparisons and training runs")}</h1>
            {(results.Experiments.Count > 0 ? Counts(results) : Markup.Empty)}
            </header>
            {results.Papers.Select(Paper)}
            {Troubles(results)}
            {Comparisons(results.Comparisons, folder)}
            {TrainingList.Of(results.Trainings, folder)}
            {(results.Experiments.Count > 0 ? Measured(results.Experiments) : Markup.Empty)}
            """),
    }.ToDocument();

    private static Markup Counts(ResultCollection results)
    {
        Verdict[] verdicts = [.. results.Experiments.SelectMany(experiment => experiment.Result.Claims).Select(claim => claim.Verdict)];
        int own = results.Experiments.Where(experiment => ExperimentRegistry.PaperOf(experiment.Result.Id) == ExperimentRegistry.Own).Sum(experiment => experiment.Result.Claims.Count);
        return Markup.Of(
            $"""
            <p class="lead">{Wording.Count(results.Experiments.Count, "experiment")} {(results.Experiments.Count == 1 ? "tests" : "test")} {Wording.Count(verdicts.Length, "claim")}{(own == 0 ? "" : $", {own} of them {(own == 1 ? "a question" : "questions")} of our own")}.</p>
            <p>Impetus has the momentum optimizers of these papers. Each experiment makes one of their figures or tables again, and holds what the paper says about it against many runs. A verdict leads to its evidence: the numbers and the test. An experiment's name leads to its figures, its table, and notes on what the paper leaves open.</p>
            <ul class="counts">
            {Enum.GetValues<Verdict>().Select(verdict => Markup.Of($"""<li class="{Wording.Word(verdict)}"><b>{verdicts.Count(other => other == verdict)}</b> <span>{Meaning(verdict)}</span></li>"""))}
            </ul>
            {(results.Experiments.Any(experiment => experiment.Result.Scale == Scale.Smoke) ? Markup.Of($"""<p class="notice">Results of the smoke scale prove that the path works. They say nothing about optimizers.</p>""") : Markup.Empty)}
            """);
    }

    private static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "hold: tests support all parts of the claim",
        Verdict.Fails => "fail: a test supports the contrary, of the claim or of a part of it",
        Verdict.Depends => "depend: readings that the paper allows come to different verdicts",
        _ => "undecided: the runs do not tell",
    };

    private static Markup Paper(IGrouping<string, StoredExperiment> paper) => Markup.Of(
        $"""
        <section>
        <h2><a href="{paper.First().Page}">{paper.First().Result.Paper}</a></h2>
        <table class="claims">
        <thead><tr><th scope="col" class="name">Experiment</th><th scope="col" class="name">Claim</th><th scope="col" class="status">Verdict</th></tr></thead>
        {paper.Select(Claims)}
        </table>
        </section>
        """);

    private static Markup Claims(StoredExperiment experiment) => Markup.Of(
        $"""
        <tbody>
        {experiment.Result.Claims.Select((claim, index) => Markup.Of(
            $"""
            <tr>{(index == 0 ? Name(experiment) : Markup.Empty)}<td class="name">{claim.Text}</td><td class="status"><a href="{experiment.Page}#{ExperimentSection.ClaimAnchor(experiment.Anchor, index)}">{Wording.Badge(claim.Verdict)}</a></td></tr>

            """))}
        </tbody>
        """);

    private static Markup Name(StoredExperiment experiment) => Markup.Of(
        $"""<th scope="rowgroup" class="name" rowspan="{experiment.Result.Claims.Count}"><a href="{experiment.Page}#{experiment.Anchor}">{experiment.Result.Id}</a><small>{experiment.Result.Title}</small></th>""");

    private static Markup Troubles(ResultCollection results)
    {
        string[] missing = [.. results.Missing.Except(results.Failures.Select(failure => failure.Id))];
        Markup failed = results.Failures.Count == 0 ? Markup.Empty : Markup.Of(
            $"""<p class="notice">Ended with an error: {string.Join("; ", results.Failures.Select(failure => $"{failure.Id}: {failure.Message}"))}</p>""");
        Markup absent = missing.Length == 0 || results.Experiments.Count == 0 ? Markup.Empty : Markup.Of(
            $"""<p class="notice">Not among these results: {string.Join(", ", missing)}.</p>""");
        return Markup.Join([failed, absent]);
    }

    private static Markup Comparisons(IReadOnlyList<Comparison> comparisons, string folder) => comparisons.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <section>
        <h2>Comparisons</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Table of comparisons">
        <table>
        <thead><tr><th scope="col" class="name">Task</th><th scope="col">Scale</th><th scope="col">Seeds</th><th scope="col" class="name">Best</th><th scope="col">On the test set</th><th scope="col">Started</th></tr></thead>
        <tbody>
        {comparisons.Select(comparison => ComparisonRow(comparison, folder))}
        </tbody>
        </table>
        </div>
        </section>
        """);

    private static Markup ComparisonRow(Comparison comparison, string folder)
    {
        MetricText metric = MetricText.Of(comparison);
        ComparisonRow? best = comparison.Rows is [{ } first, ..] ? first : null;
        return Markup.Of(
            $"""
            <tr><th scope="row" class="name"><a href="{Wording.Link(folder, comparison.RunFolder)}">{comparison.Task}</a></th><td>{comparison.Scale}</td><td>{comparison.Seeds}</td><td class="name">{(comparison.Scale == "smoke" ? "too small to rank" : best?.Optimizer ?? Numbers.Missing)}</td><td>{(best is null || comparison.Scale == "smoke" ? Numbers.Missing : $"{metric.Name} {metric.Value(best.Metric)}{metric.Unit}")}</td><td>{comparison.StartedAt.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</td></tr>

            """);
    }

    private static Markup Measured(IReadOnlyList<StoredExperiment> experiments) => Markup.Of(
        $"""
        <section>
        <h2>How it was measured</h2>
        <p>A smaller mean is decided by Student's paired t test, a more frequent outcome by McNemar's exact test, at 5 % to both sides; where many parts could fail by chance, after Holm's correction. What a paper leaves open is run in every way that it allows, and a claim depends where these disagree. The page of each paper has the numbers. A result depends on its scale and seed alone, not on the number of threads.</p>
        <div class="wide">
        <table>
        <thead><tr><th scope="col" class="name">Experiment</th><th scope="col">Scale</th><th scope="col">Seeds</th><th scope="col">Time spent</th><th scope="col" class="name">Impetus</th><th scope="col" class="name">Machine</th><th scope="col" class="name">Command</th></tr></thead>
        <tbody>
        {experiments.Select(experiment => Row(experiment.Result))}
        </tbody>
        </table>
        </div>
        </section>
        """);

    private static Markup Row(ReproducedExperiment result) => Markup.Of(
        $"""
        <tr><th scope="row" class="name">{result.Id}</th><td>{Wording.Scale(result.Scale)}</td><td>{result.Seeds}</td><td>{(result.ElapsedSeconds is { } seconds ? Numbers.Duration(seconds) : Numbers.Missing)}</td><td class="name">{Wording.Version(result.Environment)}</td><td class="name">{result.Environment.Cpu}, {result.Environment.Cores} cores</td><td class="name"><code>{Wording.Command(result)}</code></td></tr>

        """);
}
