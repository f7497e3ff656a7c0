using Impetus.Cli.Reproduce;
using Impetus.Lab.Reproduction;

namespace Impetus.Cli.Report;

/// <summary>What <c>report</c> tells programs.</summary>
/// <param name="Claims">How many claims hold, over all experiments.</param>
/// <param name="Results">The results, each as <c>reproduce ID</c> gives it.</param>
/// <param name="Failures">The experiments that ended with an error.</param>
/// <param name="Comparisons">The folders of comparisons.</param>
/// <param name="Trainings">The folders of training runs.</param>
/// <param name="Report">The front page.</param>
internal sealed record ReportSummary(
    ClaimCounts Claims,
    IReadOnlyList<ReproducedExperiment> Results,
    IReadOnlyList<FailedExperiment> Failures,
    IReadOnlyList<string> Comparisons,
    IReadOnlyList<string> Trainings,
    string Report);
