namespace Impetus.Lab.Data.Images;

/// <summary>What the random changes of an image follow from, beside its position.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Epoch">The number of the pass over the set, from 0.</param>
public readonly record struct ImageChance(ulong Seed, long Epoch)
{
    // Other parts of a run are numbered from the same seed.
    private const ulong Salt = 0x41756731;

    /// <summary>The random numbers of one image.</summary>
    /// <param name="position">Its position in the set.</param>
    public DeterministicRandom For(int position) =>
        DeterministicRandom.For(DeterministicRandom.For(Seed ^ Salt, (ulong)Epoch).NextBits(), (ulong)position);
}
