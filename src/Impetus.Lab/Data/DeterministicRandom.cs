namespace Impetus.Lab.Data;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Data order must be the same on every machine and with every version of .NET, which
/// <see cref="Random"/> does not promise.
/// </summary>
/// <param name="seed">The start; streams of different seeds are unrelated.</param>
public struct DeterministicRandom(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>A generator for one part of an experiment, for instance one epoch of one seed.</summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="part">The number of the part.</param>
    public static DeterministicRandom For(ulong seed, ulong part) => new(Mix(Mix(seed + Golden) ^ part));

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>A uniform integer from 0 to <paramref name="bound"/> − 1, without bias.</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        while (true)
        {
            // Lemire: the high half of the product is uniform once the few low halves that repeat are refused.
            UInt128 product = (UInt128)NextBits() * (ulong)bound;
            if ((ulong)product >= (0 - (ulong)bound) % (ulong)bound)
            {
                return (int)(product >> 64);
            }
        }
    }

    /// <summary>A uniform number from 0 to 1, without 1.</summary>
    public double NextShare() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A uniform permutation of 0 to <paramref name="count"/> − 1 (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int k = 0; k < count; k++)
        {
            int other = Next(k + 1);
            order[k] = order[other];
            order[other] = k;
        }

        return order;
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
