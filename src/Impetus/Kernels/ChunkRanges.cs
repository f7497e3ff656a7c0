namespace Impetus.Kernels;

/// <summary>The chunks of a round, divided into a range for each thread; any thread may take any.</summary>
internal sealed class ChunkRanges(int count)
{
    private const long FreeMask = uint.MaxValue;

    /// <summary>Slots are as far apart as the lines that a core fetches together, so that threads do not slow each other down.</summary>
    private const int Stride = 128 / sizeof(long);

    private readonly long[] _slots = new long[(count + 1) * Stride];    // for every range, the round in the upper half, chunks still free in the lower
    private int _chunkCount;
    private long _begun;

    /// <summary>The latest round of which every range has its chunks.</summary>
    public long Round => Volatile.Read(ref Slot(0)) >> 32;

    /// <summary>The first chunk of a range, and how many it has.</summary>
    public (int Start, int Length) this[int range] => (StartOf(range), StartOf(range + 1) - StartOf(range));

    /// <summary>Divides the chunks of a new round. The first range gets its own last: until then the round has not begun for anybody.</summary>
    public void Begin(int chunkCount)
    {
        _chunkCount = chunkCount;
        _begun++;
        for (int range = count - 1; range >= 0; range--)
        {
            Interlocked.Exchange(ref Slot(range), (_begun << 32) | (uint)this[range].Length);
        }
    }

    /// <summary>
    /// Takes a chunk of a range if there is one. It is won by exchanging the whole slot, round and rest, so a thread that was
    /// held up can never win a chunk of a later round with the work of an earlier one, nor take another's before its own.
    /// </summary>
    /// <param name="range">The range.</param>
    /// <param name="round">The round that the thread works in.</param>
    /// <param name="place">How many chunks of the range were taken before.</param>
    public bool TryTake(int range, long round, out int place)
    {
        while (true)
        {
            long slot = Volatile.Read(ref Slot(range));
            int free = (int)(slot & FreeMask);
            if (free == 0 || slot >> 32 != round)
            {
                place = 0;
                return false;
            }

            if (Interlocked.CompareExchange(ref Slot(range), slot - 1, slot) == slot)
            {
                place = this[range].Length - free;
                return true;
            }
        }
    }

    /// <summary>Whether any chunk of the latest round is free.</summary>
    public bool IsAnyFree()
    {
        long round = Round;
        for (int range = 0; range < count; range++)
        {
            long slot = Volatile.Read(ref Slot(range));
            if ((slot & FreeMask) != 0 && slot >> 32 == round)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Which of a range's chunks comes at that place.</summary>
    public static int ChunkAt(int place, int count, int lastFirst)
    {
        int chunk = count - Math.Min(lastFirst, count) + place;
        return chunk < count ? chunk : chunk - count;
    }

    private ref long Slot(int range) => ref _slots[(range + 1) * Stride];

    private int StartOf(int range) => (int)((long)_chunkCount * range / count);
}
