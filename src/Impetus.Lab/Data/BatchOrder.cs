namespace Impetus.Lab.Data;

/// <summary>
/// Which examples make up which batch: a fresh permutation in every epoch that depends on nothing but the seed and the
/// epoch. The examples that do not fill a batch at the end of an epoch are left out, so that all batches have one size.
/// </summary>
public sealed class BatchOrder
{
    private readonly ulong _seed;
    private int[] _permutation = [];
    private long _epoch = -1;

    /// <summary>An order over a set.</summary>
    /// <param name="examples">Examples in the set.</param>
    /// <param name="batchSize">Examples in a batch, 1 to <paramref name="examples"/>.</param>
    /// <param name="seed">The seed of the order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or larger than the set.</exception>
    public BatchOrder(int examples, int batchSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batchSize, examples);
        (Examples, BatchSize, _seed) = (examples, batchSize, seed);
    }

    /// <summary>Examples in the set.</summary>
    public int Examples { get; }

    /// <summary>Examples in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => Examples / BatchSize;

    /// <summary>The positions of the examples of one batch. Valid until the next call.</summary>
    /// <param name="batch">The batch's number since the start of training, from 0.</param>
    public ReadOnlySpan<int> this[long batch]
    {
        get
        {
            (long epoch, long within) = Math.DivRem(batch, BatchesPerEpoch);
            if (epoch != _epoch)
            {
                _permutation = DeterministicRandom.For(_seed, (ulong)epoch).Permutation(Examples);
                _epoch = epoch;
            }

            return _permutation.AsSpan((int)within * BatchSize, BatchSize);
        }
    }
}
