namespace Impetus.Kernels;

/// <summary>The part of every step that belongs to a process: it takes the sums over its blocks, moves them, and keeps their state.</summary>
/// <param name="Blocks">Its blocks, among those of all tensors (<see cref="Partition.BlockStartsOf"/>).</param>
/// <param name="Exchange">What it tells the others and hears from them.</param>
internal sealed record Shard(Range Blocks, IShardExchange Exchange);

/// <summary>
/// What processes that share a step out among each other have to tell each other; without one, a step is one process's. All of them make
/// the same calls in the same order.
/// </summary>
internal interface IShardExchange : IDisposable
{
    /// <summary>Fills in what other processes have put down for the blocks that are theirs.</summary>
    /// <param name="blocks">The sums of all blocks, <see cref="Algebra.Sums{TLane}.Limit"/> of each; own blocks are final.</param>
    void Share(Span<double> blocks);

    /// <summary>Sets every flag that is set in any process.</summary>
    void Share(Span<bool> flags);

    /// <summary>Fills in the values of all parameters that other processes have moved.</summary>
    void ShareValues();

    /// <summary>Fills in the bytes of an array, the size of a parameter, that other processes keep.</summary>
    /// <param name="parameter">What the array belongs to.</param>
    /// <param name="offset">Bytes of the array before these.</param>
    /// <param name="bytes">Bytes in a row; own coordinates are in place.</param>
    void ShareState(Parameter parameter, long offset, Span<byte> bytes);
}
