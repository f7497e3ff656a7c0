using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>What stands in the place of a publication where there is none.</summary>
internal static class Unpublished
{
    /// <summary>Questions that this project asks, and nobody has published an answer to.</summary>
    public static Publication Questions { get; } = new(ExperimentRegistry.Own, "Impetus contributors", "Questions of our own", "Unpublished", 2026);
}
