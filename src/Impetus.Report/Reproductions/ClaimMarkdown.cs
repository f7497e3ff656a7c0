using System.Text;
using Impetus.Lab;
using Impetus.Lab.Reproduction;

namespace Impetus.Report.Reproductions;

/// <summary>The claims and verdicts as Markdown tables, for a page that people write around them.</summary>
internal static class ClaimMarkdown
{
    private const string Start = "<!-- claims: written by `impetus report DIR --markdown FILE` -->";
    private const string End = "<!-- /claims -->";

    /// <summary>The page with new tables in the place of the old ones.</summary>
    /// <exception cref="LabException">The page lacks the marks.</exception>
    public static string Insert(ResultCollection results, string page, string path)
    {
        int start = page.IndexOf(Start, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        return start < 0 || end < start
            ? throw new LabException($"{path} does not say where the claims belong: add the lines '{Start}' and '{End}'.")
            : page[..(start + Start.Length)] + "\n\n" + Tables(results) + "\n" + page[end..];
    }

    private static string Tables(ResultCollection results)
    {
        StringBuilder text = new();
        // Further results of an experiment are those of other seeds.
        ILookup<string, ReproducedExperiment> others = results.Experiments.Select(experiment => experiment.Result).GroupBy(result => result.Id)
            .SelectMany(same => same.Skip(1)).ToLookup(result => result.Id);
        ReproducedExperiment[] all = [.. results.Experiments.Select(experiment => experiment.Result).DistinctBy(result => result.Id)];
        DecidedClaim[] claims = [.. all.SelectMany(result => result.Claims)];
        IExperiment[] missing = [.. NotYetRun(all)];
        text.Append($"{all.Length} experiments, {claims.Length} claims: ")
            .AppendJoin(", ", Enum.GetValues<Verdict>().Select(verdict => $"{claims.Count(claim => claim.Verdict == verdict)} {Plural(verdict)}"))
            .Append(missing.Length == 0 ? "" : $"; {missing.Length} {(missing.Length == 1 ? "experiment is" : "experiments are")} not yet run")
            .Append($". {How(all)}\n")
            .Append(others.Count == 0 ? "" : $"The last column says in how many runs with other seeds the verdict is the same (seeds {string.Join(", ", others.SelectMany(same => same).Select(result => Wording.Number(result.Seed)).Distinct())}).\n");
        foreach (string paper in all.Select(result => result.Id).Concat(missing.Select(experiment => experiment.Id)).Select(ExperimentRegistry.PaperOf).Distinct())
        {
            ReproducedExperiment[] own = [.. all.Where(result => ExperimentRegistry.PaperOf(result.Id) == paper)];
            IExperiment[] lacking = [.. missing.Where(experiment => ExperimentRegistry.PaperOf(experiment.Id) == paper)];
            text.Append($"\n### {(own.Length > 0 ? own[0].Paper : lacking[0].Paper.Title)}\n\n| id | | claim | verdict |{(others.Count == 0 ? "" : " seeds |")}\n|---|---|---|---|{(others.Count == 0 ? "" : "---|")}\n");
            foreach (ReproducedExperiment result in own)
            {
                text.AppendJoin("", result.Claims.Select((claim, index)
                    => $"| {(index == 0 ? $"`{result.Id}`" : "")} | {index + 1} | {Cell(claim.Text)} | {Verdict(claim.Verdict)} |{(others.Count == 0 ? "" : $" {Same(claim, others[result.Id])} |")}\n"));
            }

            text.AppendJoin("", lacking.Select(experiment => $"| `{experiment.Id}` | | {Cell(experiment.Title)} | *not yet run* |{(others.Count == 0 ? "" : " |")}\n"));
            foreach (ReproducedExperiment result in own.Where(result => result.Claims.Any(claim => claim.Readings.Count > 0)))
            {
                text.Append(ReadingsOf(result));
            }
        }

        return text.ToString();
    }

    /// <summary>What has no result yet is not left out: of the experiments with networks where there are results of such, of the others likewise.</summary>
    private static IEnumerable<IExperiment> NotYetRun(ReproducedExperiment[] results)
    {
        bool[] kinds = [.. results.Select(result => ExperimentRegistry.Find(result.Id)).OfType<IExperiment>().Select(experiment => experiment.TrainsNetworks).Distinct()];
        return ExperimentRegistry.All.Where(experiment => kinds.Contains(experiment.TrainsNetworks) && results.All(result => result.Id != experiment.Id));
    }

    /// <summary>Every reading of an experiment with its verdict on each of the claims that have readings. The default is the first row of a claim.</summary>
    private static string ReadingsOf(ReproducedExperiment result)
    {
        (DecidedClaim Claim, int Number)[] claims = [.. result.Claims.Select((claim, index) => (claim, index + 1)).Where(pair => pair.claim.Readings.Count > 0)];
        StringBuilder text = new($"\nReadings of `{result.Id}`, by number of the claim:\n\n| reading | {string.Join(" | ", claims.Select(pair => pair.Number))} | why it is admissible |\n|---|{string.Concat(claims.Select(_ => "---|"))}---|\n");
        foreach (ClaimReading reading in claims.SelectMany(pair => pair.Claim.Readings).DistinctBy(reading => reading.Name))
        {
            string verdicts = string.Join(" | ", claims.Select(pair => pair.Claim.Readings.FirstOrDefault(own => own.Name == reading.Name)).Select(own => own is null ? "" : Verdict(own.Verdict)));
            text.Append($"| {Cell(reading.Name)}{(reading.Default ? " (default)" : "")} | {verdicts} | {Cell(reading.Source)} |\n");
        }

        return text.ToString();
    }

    /// <summary>How often other runs come to the same verdict.</summary>
    private static string Same(DecidedClaim claim, IEnumerable<ReproducedExperiment> others)
    {
        DecidedClaim[] again = [.. others.SelectMany(result => result.Claims).Where(other => other.Text == claim.Text)];
        return again.Length == 0 ? "" : $"{again.Count(other => other.Verdict == claim.Verdict)} of {again.Length}";
    }

    private static string How(ReproducedExperiment[] results)
    {
        string scales = string.Join(" and ", results.Select(result => $"`{Wording.Scale(result.Scale)}`, seed {Wording.Number(result.Seed)}").Distinct());
        string machines = string.Join(" and ", results.Select(result => $"{result.Environment.Cores} cores of {result.Environment.Cpu}").Distinct());
        return $"Scale {scales}; {results.Sum(result => result.ElapsedSeconds ?? 0) / 60:0} minutes on {machines}.";
    }

    private static string Plural(Verdict verdict) => verdict switch
    {
        Lab.Reproduction.Verdict.Holds => "hold",
        Lab.Reproduction.Verdict.Fails => "fail",
        Lab.Reproduction.Verdict.Depends => "depend on the reading",
        _ => "are undecided",
    };

    private static string Verdict(Verdict verdict) => verdict switch
    {
        Lab.Reproduction.Verdict.Fails => "**fails**",
        Lab.Reproduction.Verdict.Depends => "*depends*",
        _ => Wording.Word(verdict),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
