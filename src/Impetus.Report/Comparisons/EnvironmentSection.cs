using Impetus.Lab.Runs;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The machine and the software: what a reader needs to judge the times and to repeat the run.</summary>
internal static class EnvironmentSection
{
    /// <summary>The section.</summary>
    /// <param name="environment">The machine and the software.</param>
    /// <param name="runFolder">Where everything about the run lies.</param>
    public static Markup Of(RunEnvironment environment, string runFolder) => FactSection.Of(
        "Environment",
        [
            ("Processor", environment.Cpu),
            ("Cores", Numbers.Count(environment.Cores)),
            ("Threads", $"{environment.Threads} for the network, {environment.OptimizerThreads} for the optimizer"),
            ("BLAS", environment.Blas),
            ("LibTorch", environment.Torch),
            (".NET", environment.Dotnet),
            ("System", environment.Os),
            ("Impetus", environment.ImpetusVersion),
            ("Commit", environment.GitCommit ?? "not from a repository"),
            ("Run folder", runFolder),
        ]);
}
