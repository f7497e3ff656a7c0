namespace Impetus.Distributed;

/// <summary>
/// Processes that work together, on one machine or on several: what <c>Impetus.Mpi.Communicator</c> is, and what others may be. All of them
/// make the same calls in the same order.
/// </summary>
public interface IProcessGroup
{
    /// <summary>The number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>How many processes there are.</summary>
    int Size { get; }

    /// <summary>Waits until all processes are here.</summary>
    void Barrier();

    /// <summary>Gives all processes what one of them has.</summary>
    /// <param name="data">Read at the root, written elsewhere; of the same length everywhere.</param>
    /// <param name="root">The process that has it.</param>
    void Broadcast<T>(Span<T> data, int root)
        where T : unmanaged;

    /// <summary>Gives all processes the parts of all.</summary>
    /// <param name="all">All parts, one after the other in the order of the processes; this process's part is read, the others are written.</param>
    /// <param name="counts">The length of the part of each process.</param>
    void AllGather<T>(Span<T> all, ReadOnlySpan<int> counts)
        where T : unmanaged;

    /// <summary>Sends each process a part, and receives one from each.</summary>
    /// <param name="send">What the processes are to get.</param>
    /// <param name="sendParts">Where in it the part for each process lies.</param>
    /// <param name="receive">What the processes send.</param>
    /// <param name="receiveParts">Where in it the part from each process goes; as long as that process has it.</param>
    void AllToAll<T>(ReadOnlySpan<T> send, ReadOnlySpan<Stretch> sendParts, Span<T> receive, ReadOnlySpan<Stretch> receiveParts)
        where T : unmanaged;
}

/// <summary>A run of elements.</summary>
/// <param name="Start">The first, from 0.</param>
/// <param name="Length">How many there are, from 0.</param>
public readonly record struct Stretch(int Start, int Length);
