using System.Globalization;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>What has to be said beside the table: how tuning went, what the scale changes, what diverged.</summary>
internal static class NetworkNotes
{
    /// <summary>The notes.</summary>
    public static IEnumerable<string> Of(NetworkExperiment experiment, NetworkResults results, Scale scale)
    {
        yield return scale switch
        {
            Scale.Paper => "At paper scale settings are those that the paper printed; where it does not say what it chose, its grid is tried.",
            Scale.Cpu => $"What the scale changes: {experiment.Smaller}",
            _ => "At smoke a run takes a few steps: numbers and verdicts mean nothing.",
        };
        foreach (string remark in experiment.Remarks)
        {
            yield return remark;
        }

        if (results.Studies.SelectMany(study => study.Arms).Any(arm => arm.Tried.Count > 0))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Each arm was tuned on {experiment.TuningSeedsAt(scale)} seed(s) of its own for {100 * experiment.TuningShareAt(scale):G3} % of the steps, and trained anew on {experiment.SeedsAt(scale)} others, which are the same for all arms.");
        }

        foreach (StudyResult study in results.Studies)
        {
            string[] edges = [.. study.Arms.Where(arm => arm.IsAtEdge).Select(arm => string.Create(CultureInfo.InvariantCulture, $"{arm.Arm.Name} ({arm.LearningRate:G3})"))];
            if (edges.Length > 0)
            {
                yield return $"{Part(study)}the chosen rate is at the edge of the grid for {string.Join(", ", edges)}: a better one may lie beyond.";
            }
        }

        NetworkRun[] runs = [.. results.Studies.SelectMany(study => study.Arms).SelectMany(arm => arm.Runs)];
        string[] versions = [.. runs.Select(run => run.Version).Distinct()];
        if (versions.Length > 1)
        {
            yield return $"Runs of {versions.Length} versions are together here, as the experiment was ended and gone on with: {string.Join(", ", versions)}.";
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Length} runs of one thread each took {runs.Sum(run => run.Seconds) / 60:F1} minutes together, those of tuning left out; {runs.Count(run => run.Status == RunStatus.Diverged)} diverged.");
    }

    private static string Part(StudyResult study) => study.Study.Name.Length == 0 ? "" : $"{study.Study.Name}: ";
}
