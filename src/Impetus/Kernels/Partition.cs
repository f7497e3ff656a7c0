namespace Impetus.Kernels;

/// <summary>A run of coordinates of one tensor, short enough to share work fairly.</summary>
/// <param name="Tensor">Which tensor.</param>
/// <param name="Start">Its first coordinate, a multiple of the block length.</param>
/// <param name="End">The first coordinate after it.</param>
/// <param name="FirstBlock">The number of its first block, counted over all tensors.</param>
internal readonly record struct Piece(int Tensor, nint Start, nint End, int FirstBlock);

/// <summary>Coordinates of a tensor, from one up to another.</summary>
internal readonly record struct Extent(nint Start, nint End)
{
    public nint Length => End - Start;
}

/// <summary>Whether a tensor may be cut into pieces.</summary>
internal enum Cut
{
    /// <summary>Wherever a block ends.</summary>
    Anywhere,

    /// <summary>Only if it is too long for the cache, or threads would wait for it.</summary>
    IfLong,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>
/// Divides tensors into blocks, over which sums run, blocks into pieces, and pieces into chunks of about equal work: a big
/// tensor has many, small ones share one.
/// </summary>
internal sealed class Partition
{
    /// <summary>A fresh stretch of memory begins slowly: chunks are long where there are enough of them for every thread.</summary>
    private const nint ShortestChunk = 32 * 1024, LongestChunk = 256 * 1024;

    private const int ChunksPerThread = 16;

    /// <summary>The longest tensor that can stay whole: what is read of it first is then still in the third-level cache, most of it.</summary>
    private const nint LongestWhole = 1024 * 1024;

    private const int WholesPerThread = 4;

    private readonly Piece[] _pieces;
    private readonly int[] _chunkStarts;
    private readonly int[] _pieceCounts;

    /// <summary>The pieces and chunks of tensors.</summary>
    /// <param name="tensorLengths">How many coordinates every tensor has.</param>
    /// <param name="threads">How many threads share the chunks; sums do not depend on it.</param>
    /// <param name="cutOf">Whether a tensor may be cut; without it, anywhere.</param>
    /// <param name="blockLength">Coordinates of one block; the last of a tensor may be shorter.</param>
    /// <param name="blocks">The blocks that pieces are made of; without it, all.</param>
    public Partition(nint[] tensorLengths, int threads, Func<int, Cut>? cutOf = null, nint blockLength = RowSums.BlockLength, Range? blocks = null)
    {
        BlockStarts = BlockStartsOf(tensorLengths, blockLength);
        (int firstBlock, int count) = (blocks ?? Range.All).GetOffsetAndLength(BlockStarts[^1]);
        Extents = ExtentsOf(tensorLengths, firstBlock..(firstBlock + count), blockLength);
        nint total = 0;
        foreach (Extent extent in Extents)
        {
            total += extent.Length;
        }

        ChunkLength = nint.Clamp(total / (threads * ChunksPerThread) / RowSums.BlockLength * RowSums.BlockLength, ShortestChunk, LongestChunk);
        nint longestWhole = threads == 1 ? LongestWhole : nint.Min(LongestWhole, total / (threads * WholesPerThread));
        List<Piece> pieces = [];
        List<int> chunkStarts = [0];
        nint taken = 0;
        _pieceCounts = new int[tensorLengths.Length];
        for (int tensor = 0; tensor < tensorLengths.Length; tensor++)
        {
            (nint begin, nint stop) = Extents[tensor];
            Cut cut = cutOf?.Invoke(tensor) ?? Cut.Anywhere;
            bool isWhole = cut == Cut.Never || (cut == Cut.IfLong && stop - begin <= longestWhole);
            nint pieceLength = isWhole ? stop - begin : ChunkLength;
            for (nint start = begin; start < stop; start += pieceLength)
            {
                nint end = nint.Min(start + pieceLength, stop);
                if (taken > 0 && taken + end - start > ChunkLength)
                {
                    chunkStarts.Add(pieces.Count);
                    taken = 0;
                }

                pieces.Add(new Piece(tensor, start, end, BlockStarts[tensor] + (int)(start / blockLength)));
                _pieceCounts[tensor]++;
                taken += end - start;
            }
        }

        _pieces = [.. pieces];
        _chunkStarts = [.. chunkStarts, pieces.Count];
    }

    /// <summary>How many coordinates a chunk has at most, unless it is a tensor that stays whole; a multiple of the block length.</summary>
    public nint ChunkLength { get; }

    /// <summary>Which coordinates of every tensor there are pieces of.</summary>
    public Extent[] Extents { get; }

    /// <summary>How many chunks there are.</summary>
    public int ChunkCount => _chunkStarts.Length - 1;

    /// <summary>The first block of every tensor, and after the last the number of all blocks.</summary>
    public int[] BlockStarts { get; }

    /// <summary>The pieces of a chunk.</summary>
    public ReadOnlySpan<Piece> this[int chunk] => _pieces.AsSpan(_chunkStarts[chunk].._chunkStarts[chunk + 1]);

    /// <summary>The first block of every tensor, and after the last the number of all blocks.</summary>
    public static int[] BlockStartsOf(ReadOnlySpan<nint> tensorLengths, nint blockLength = RowSums.BlockLength)
    {
        int[] starts = new int[tensorLengths.Length + 1];
        for (int tensor = 0; tensor < tensorLengths.Length; tensor++)
        {
            nint length = tensorLengths[tensor];
            starts[tensor + 1] = starts[tensor] + (length == 0 ? 0 : (int)((length - 1) / blockLength) + 1);
        }

        return starts;
    }

    /// <summary>Which coordinates of every tensor lie in a range of blocks.</summary>
    public static Extent[] ExtentsOf(ReadOnlySpan<nint> tensorLengths, Range blocks, nint blockLength = RowSums.BlockLength)
    {
        int[] starts = BlockStartsOf(tensorLengths, blockLength);
        Extent[] extents = new Extent[tensorLengths.Length];
        for (int tensor = 0; tensor < extents.Length; tensor++)
        {
            nint length = tensorLengths[tensor];
            extents[tensor] = new(Place(blocks.Start.Value), Place(blocks.End.Value));

            nint Place(int block) => nint.Clamp((block - starts[tensor]) * blockLength, 0, length);
        }

        return extents;
    }

    /// <summary>Divides all blocks into ranges of about as many coordinates.</summary>
    /// <param name="tensorLengths">How many coordinates every tensor has.</param>
    /// <param name="count">How many ranges there are, at least 1; some are empty where there are fewer blocks.</param>
    /// <returns>The ranges, in order.</returns>
    public static Range[] Divide(ReadOnlySpan<nint> tensorLengths, int count)
    {
        long total = 0, before = 0;
        foreach (nint length in tensorLengths)
        {
            total += length;
        }

        int[] borders = new int[count + 1];
        int blocks = 0, part = 1;
        foreach (nint length in tensorLengths)
        {
            for (nint start = 0; start < length; start += RowSums.BlockLength, blocks++)
            {
                for (; part < count && before + start >= (Int128)total * part / count; part++)
                {
                    borders[part] = blocks;
                }
            }

            before += length;
        }

        borders.AsSpan(part).Fill(blocks);
        return [.. Enumerable.Range(0, count).Select(range => borders[range]..borders[range + 1])];
    }

    /// <summary>Whether a tensor is one piece.</summary>
    public bool IsWhole(int tensor) => _pieceCounts[tensor] == 1;
}
