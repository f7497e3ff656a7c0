namespace Impetus.Lab.Benchmarks;

/// <summary>A long array cut into equal stretches that threads share; the last may be shorter.</summary>
/// <param name="Total">How long the array is.</param>
/// <param name="Longest">How long a stretch is.</param>
public readonly record struct Chunks(nint Total, nint Longest)
{
    /// <summary>How many there are.</summary>
    public int Count => (int)((Total + Longest - 1) / Longest);

    /// <summary>Where one begins.</summary>
    /// <param name="chunk">Which, from 0.</param>
    public nint StartOf(int chunk) => chunk * Longest;

    /// <summary>How long one is.</summary>
    /// <param name="chunk">Which, from 0.</param>
    public nint LengthOf(int chunk) => nint.Min(Longest, Total - StartOf(chunk));
}
