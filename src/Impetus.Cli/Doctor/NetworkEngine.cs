using Impetus.Torch;

namespace Impetus.Cli.Doctor;

/// <summary>What verbs that train networks need: TorchSharp and libtorch, which NuGet brings.</summary>
internal static class NetworkEngine
{
    /// <summary>The verbs that train networks.</summary>
    public static IReadOnlyList<string> Verbs { get; } = ["compare", "sweep", "train"];

    /// <summary>Loads them.</summary>
    public static IEnumerable<Finding> Examine()
    {
        BackendReport backend = TorchBackend.Examine();
        string versions = $"{backend.LibTorch}, with TorchSharp {backend.TorchSharp}";
        if (backend.Problem is { } problem)
        {
            return [new("libtorch", FindingState.Missing, versions) { NeededBy = Verbs, Remedy = problem }];
        }

        return
        [
            new("libtorch", FindingState.Good, versions) { NeededBy = Verbs },
            new("Loaded", FindingState.Good, $"{backend.Loading}, from {backend.Folder}"),
            new("BLAS", FindingState.Good, backend.LinearAlgebra ?? "not known"),
        ];
    }
}
