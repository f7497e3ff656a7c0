using Impetus.Lab.Reproduction;
using Impetus.Lab.Tasks;

namespace Impetus.Cli.Reproduce;

/// <summary>What <c>reproduce all</c> tells programs.</summary>
/// <param name="Scale">How much each experiment could spend.</param>
/// <param name="Seed">Where random numbers started.</param>
/// <param name="Claims">How many claims hold, over all experiments.</param>
/// <param name="Results">The results, each as <c>reproduce ID</c> gives it.</param>
/// <param name="Failures">The experiments that ended with an error.</param>
/// <param name="LeftOut">The experiments whose data are not at hand, with the command that brings them.</param>
/// <param name="Folder">The folder of the results.</param>
/// <param name="Report">The front page.</param>
internal sealed record ReproductionSummary(
    Scale Scale, ulong Seed, ClaimCounts Claims, IReadOnlyList<ReproducedExperiment> Results, IReadOnlyList<FailedExperiment> Failures, IReadOnlyList<string> LeftOut, string Folder, string Report);
