namespace Impetus.Kernels;

/// <summary>A run of coordinates of one tensor, short enough to share work fairly.</summary>
/// <param name="Tensor">Which tensor.</param>
/// <param name="Start">Its first coordinate, a multiple of the block length.</param>
/// <param name="End">The first coordinate after it.</param>
/// <param name="FirstBlock">The number of its first block, counted over all tensors.</param>
internal readonly record struct Piece(int Tensor, nint Start, nint End, int FirstBlock);

/// <summary>Divides tensors into pieces, and pieces into claims of about equal work: a big tensor has many, small ones share.</summary>
internal sealed class Partition
{
    private const nint ClaimLength = 32 * 1024;

    private readonly Piece[] _pieces;
    private readonly int[] _claimStarts;

    public Partition(nint[] tensorLengths)
    {
        Lengths = tensorLengths;
        List<Piece> pieces = [];
        List<int> claimStarts = [0];
        BlockStarts = new int[tensorLengths.Length + 1];
        nint claimed = 0;
        for (int tensor = 0; tensor < tensorLengths.Length; tensor++)
        {
            nint length = tensorLengths[tensor];
            for (nint start = 0; start < length; start += ClaimLength)
            {
                nint end = nint.Min(start + ClaimLength, length);
                if (claimed > 0 && claimed + end - start > ClaimLength)
                {
                    claimStarts.Add(pieces.Count);
                    claimed = 0;
                }

                pieces.Add(new Piece(tensor, start, end, BlockStarts[tensor] + (int)(start / BlockSums.BlockLength)));
                claimed += end - start;
            }

            BlockStarts[tensor + 1] = BlockStarts[tensor] + (int)((length + BlockSums.BlockLength - 1) / BlockSums.BlockLength);
        }

        _pieces = [.. pieces];
        _claimStarts = [.. claimStarts, pieces.Count];
    }

    /// <summary>How many coordinates every tensor has.</summary>
    public nint[] Lengths { get; }

    /// <summary>How many claims there are.</summary>
    public int ClaimCount => _claimStarts.Length - 1;

    /// <summary>The first block of every tensor, and after the last the number of all blocks.</summary>
    public int[] BlockStarts { get; }

    /// <summary>The pieces of a claim.</summary>
    public ReadOnlySpan<Piece> this[int claim] => _pieces.AsSpan(_claimStarts[claim].._claimStarts[claim + 1]);
}
