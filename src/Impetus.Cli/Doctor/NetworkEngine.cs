using Impetus.Torch;

namespace Impetus.Cli.Doctor;

/// <summary>What verbs that train networks need: the native engine, its linear algebra, and data.</summary>
internal static class NetworkEngine
{
    /// <summary>The verbs that train networks.</summary>
    public static IReadOnlyList<string> Verbs { get; } = ["compare"];

    private static readonly string[] Tools = ["cmake", "make", "g++"];

    /// <summary>Looks for them.</summary>
    public static IEnumerable<Finding> Examine()
    {
        List<Finding> findings = [Compiler()];
        if (Environment.GetEnvironmentVariable("LIBTORCH") is { Length: > 0 } own && !File.Exists(Path.Combine(own, "share", "cmake", "Torch", "TorchConfig.cmake")))
        {
            findings.Add(new("LIBTORCH", FindingState.Missing, $"there is no LibTorch in {own}") { NeededBy = Verbs, Mend = "set it to the folder of an unpacked LibTorch, or unset it" });
        }

        try
        {
            Engine.EnsureAvailable();
            findings.Add(new("LibTorch", FindingState.Good, Engine.Version) { NeededBy = Verbs });
            findings.Add(LinearAlgebra(Engine.BlasInformation));
        }
        catch (EngineUnavailableException error)
        {
            findings.Add(new("LibTorch", FindingState.Missing, "not installed, or not connected yet")
            {
                NeededBy = Verbs,
                Mend = $"'./impetus compare' does this by itself where it may. {error.Message}",
            });
        }

        return findings;
    }

    private static Finding Compiler()
    {
        string[] missing = [.. Tools.Where(tool => !IsOnPath(tool))];
        return missing.Length == 0
            ? new("C++ compiler", FindingState.Good, "cmake, make and g++") { NeededBy = Verbs }
            : new("C++ compiler", FindingState.Missing, $"without {string.Join(", ", missing)}")
            {
                NeededBy = Verbs,
                Mend = $"apt-get install {string.Join(' ', missing)}: they connect the engine, once",
            };
    }

    private static Finding LinearAlgebra(string information)
    {
        bool isParallel = information.Contains("USE_OPENMP", StringComparison.Ordinal) || information.StartsWith("MKL", StringComparison.Ordinal);
        return isParallel
            ? new("BLAS", FindingState.Good, information) { NeededBy = Verbs }
            : new("BLAS", FindingState.Weak, information)
            {
                NeededBy = Verbs,
                Mend = "training takes a multiple of its time: apt-get install libopenblas0-openmp",
            };
    }

    private static bool IsOnPath(string tool)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
