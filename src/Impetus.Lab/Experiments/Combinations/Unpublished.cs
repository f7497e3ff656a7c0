using Impetus.Lab.Experiments.Reproduction;

namespace Impetus.Lab.Experiments.Combinations;

/// <summary>What stands in the place of a publication where there is none.</summary>
internal static class Unpublished
{
    /// <summary>Questions that this project asks, and nobody has published an answer to.</summary>
    public static Publication Questions { get; } = new(ExperimentRegistry.Own, "Impetus contributors", "Questions of our own", "Unpublished", 2026);
}
