using Impetus.Algebra;

namespace Impetus.Kernels;

/// <summary>
/// Every sum over coordinates: kept block by block, so that it makes no difference who takes which when, and added up in
/// one order, here and across processes.
/// </summary>
internal sealed class BlockSums(Partition partition, IShardExchange? exchange = null)
{
    private const int Limit = Sums<int>.Limit;

    private readonly double[] _blocks = new double[partition.BlockStarts[^1] * Limit];
    private readonly double[] _tensors = new double[partition.Extents.Length * Limit];

    /// <summary>The sums of the blocks from one on, <see cref="Sums{TLane}.Limit"/> of each.</summary>
    public Span<double> From(int block) => _blocks.AsSpan(block * Limit);

    /// <summary>Completes the sums of all blocks by those that other processes have taken.</summary>
    public void Share() => exchange?.Share(_blocks);

    /// <summary>Adds up the blocks of a tensor, in order.</summary>
    public ReadOnlySpan<double> Total(int tensor, int count)
    {
        Span<double> totals = _tensors.AsSpan(tensor * Limit, Limit);
        totals.Clear();
        for (int block = partition.BlockStarts[tensor]; block < partition.BlockStarts[tensor + 1]; block++)
        {
            for (int sum = 0; sum < count; sum++)
            {
                totals[sum] += _blocks[block * Limit + sum];
            }
        }

        return totals;
    }
}
