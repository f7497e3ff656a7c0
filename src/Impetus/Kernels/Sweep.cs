namespace Impetus.Kernels;

/// <summary>Runs passes over the pieces of all tensors, chunk by chunk, on as many threads as there are.</summary>
internal sealed class Sweep(Partition partition, WorkerPool? pool)
{
    /// <summary>
    /// What a pass leaves in the cache, whatever the cache's size: third-level caches protect themselves against streams,
    /// and keep little of one.
    /// </summary>
    private const nint BytesStillCached = 4 << 20;

    /// <summary>How many passes there were. However many tensors there are, a pass is one dispatch of work to threads.</summary>
    public long PassCount { get; private set; }

    /// <summary>The pieces of a chunk.</summary>
    public ReadOnlySpan<Piece> this[int chunk] => partition[chunk];

    /// <summary>Runs a pass.</summary>
    /// <param name="work">What to do for a chunk, on any thread.</param>
    /// <param name="bytesReadBefore">
    /// How many bytes of a coordinate the pass before has read, if this one reads them again: it then begins with the last
    /// chunks of each thread, which are still in the cache.
    /// </param>
    public void Run(Action<int> work, int bytesReadBefore = 0)
    {
        PassCount++;
        int lastFirst = bytesReadBefore == 0 ? 0 : (int)(BytesStillCached / (partition.ChunkLength * bytesReadBefore)) / (pool?.ThreadCount ?? 1);
        WorkerPool.Run(pool, partition.ChunkCount, work, lastFirst);
    }
}
