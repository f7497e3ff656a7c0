using Impetus.Lab.Data;

namespace Impetus.Lab.Tasks;

/// <summary>
/// Which texts make up which batch: a fresh permutation in every epoch; within stretches of it, texts of like length
/// go into one batch, so that little is filled up; the batches come in random order. Depends on seed and epoch alone.
/// </summary>
/// <param name="lengths">The length of every text.</param>
/// <param name="batchSize">Texts in a batch, 1 to the number of texts.</param>
/// <param name="seed">The seed of the order.</param>
internal sealed class LengthBuckets(int[] lengths, int batchSize, ulong seed)
{
    private const int BatchesPerStretch = 50;

    private long _epoch = -1;
    private int[][] _batches = [];

    /// <summary>Batches in an epoch; the texts that do not fill one are left out.</summary>
    public int BatchesPerEpoch => lengths.Length / batchSize;

    /// <summary>The positions of the texts of one batch.</summary>
    /// <param name="batch">The batch's number since the start of training, from 0.</param>
    public int[] this[long batch]
    {
        get
        {
            (long epoch, long within) = Math.DivRem(batch, BatchesPerEpoch);
            if (epoch != _epoch)
            {
                (_epoch, _batches) = (epoch, Epoch(epoch));
            }

            return _batches[within];
        }
    }

    private int[][] Epoch(long epoch)
    {
        DeterministicRandom random = DeterministicRandom.For(seed, (ulong)epoch);
        int[][] batches = [.. random.Permutation(lengths.Length)
            .Take(BatchesPerEpoch * batchSize)
            .Chunk(BatchesPerStretch * batchSize)
            .SelectMany(stretch => stretch.OrderBy(position => lengths[position]).Chunk(batchSize))];
        return Array.ConvertAll(random.Permutation(batches.Length), position => batches[position]);
    }
}
