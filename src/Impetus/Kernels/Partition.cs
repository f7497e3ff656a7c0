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
    /// <summary>A fresh stretch of memory begins slowly: claims are long where there are enough of them for every thread.</summary>
    private const nint ShortestClaim = 32 * 1024, LongestClaim = 256 * 1024;

    private const int ClaimsPerThread = 16;

    /// <summary>The longest tensor that can stay whole: what is read of it first is then still in the third-level cache, most of it.</summary>
    private const nint LongestWhole = 1024 * 1024;

    private const int WholesPerThread = 4;

    private readonly Piece[] _pieces;
    private readonly int[] _claimStarts;
    private readonly int[] _tensorStarts;

    /// <summary>The pieces and claims of tensors.</summary>
    /// <param name="tensorLengths">How many coordinates every tensor has.</param>
    /// <param name="threads">How many threads share the claims; sums do not depend on it.</param>
    /// <param name="keepsWhole">Whether tensors stay in one piece even if they are longer than a claim, where there are enough others to share.</param>
    public Partition(nint[] tensorLengths, int threads, bool keepsWhole)
    {
        Lengths = tensorLengths;
        nint total = tensorLengths.Aggregate((nint)0, static (sum, length) => sum + length);
        ClaimLength = nint.Clamp(total / (threads * ClaimsPerThread) / BlockSums.BlockLength * BlockSums.BlockLength, ShortestClaim, LongestClaim);
        nint longestWhole = !keepsWhole ? 0 : threads == 1 ? LongestWhole : nint.Min(LongestWhole, total / (threads * WholesPerThread));
        List<Piece> pieces = [];
        List<int> claimStarts = [0];
        BlockStarts = new int[tensorLengths.Length + 1];
        _tensorStarts = new int[tensorLengths.Length + 1];
        nint claimed = 0;
        for (int tensor = 0; tensor < tensorLengths.Length; tensor++)
        {
            nint length = tensorLengths[tensor];
            nint pieceLength = length <= longestWhole ? length : ClaimLength;
            for (nint start = 0; start < length; start += pieceLength)
            {
                nint end = nint.Min(start + pieceLength, length);
                if (claimed > 0 && claimed + end - start > ClaimLength)
                {
                    claimStarts.Add(pieces.Count);
                    claimed = 0;
                }

                pieces.Add(new Piece(tensor, start, end, BlockStarts[tensor] + (int)(start / BlockSums.BlockLength)));
                claimed += end - start;
            }

            _tensorStarts[tensor + 1] = pieces.Count;
            BlockStarts[tensor + 1] = BlockStarts[tensor] + (int)((length + BlockSums.BlockLength - 1) / BlockSums.BlockLength);
        }

        _pieces = [.. pieces];
        _claimStarts = [.. claimStarts, pieces.Count];
    }

    /// <summary>How many coordinates a claim has at most, unless it is a tensor that stays whole; a multiple of the block length.</summary>
    public nint ClaimLength { get; }

    /// <summary>How many coordinates every tensor has.</summary>
    public nint[] Lengths { get; }

    /// <summary>How many claims there are.</summary>
    public int ClaimCount => _claimStarts.Length - 1;

    /// <summary>The first block of every tensor, and after the last the number of all blocks.</summary>
    public int[] BlockStarts { get; }

    /// <summary>The pieces of a claim.</summary>
    public ReadOnlySpan<Piece> this[int claim] => _pieces.AsSpan(_claimStarts[claim].._claimStarts[claim + 1]);

    /// <summary>The pieces of a tensor.</summary>
    public ReadOnlySpan<Piece> PiecesOf(int tensor) => _pieces.AsSpan(_tensorStarts[tensor].._tensorStarts[tensor + 1]);
}
