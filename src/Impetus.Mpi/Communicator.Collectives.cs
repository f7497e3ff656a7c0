using System.Diagnostics;
using Impetus.Distributed;

namespace Impetus.Mpi;

public sealed unsafe partial class Communicator
{
    // Waiting is polling: at first at full speed, then the core is left to others, who may be what is waited for.
    private const int EagerPolls = 200;

    /// <summary>Waits until all processes are here.</summary>
    /// <exception cref="MpiException">The call failed, or the limit has passed.</exception>
    public void Barrier()
    {
        Begin();
        Check(NativeMethods.MPI_Ibarrier(Handle, out nint request), "MPI_Ibarrier");
        Complete(request, nameof(Barrier));
    }

    /// <summary>Gives all processes what one of them has.</summary>
    /// <param name="data">Read at the root, written elsewhere; of the same length everywhere.</param>
    /// <param name="root">The process that has it.</param>
    /// <exception cref="MpiException">The call failed, or the limit has passed.</exception>
    public void Broadcast<T>(Span<T> data, int root)
        where T : unmanaged
    {
        Begin();
        (nint type, int multiple) = MpiLibrary.TypeOf<T>();
        fixed (T* start = data)
        {
            Check(NativeMethods.MPI_Ibcast(start, checked(data.Length * multiple), type, root, Handle, out nint request), "MPI_Ibcast");
            Complete(request, nameof(Broadcast));
        }
    }

    /// <summary>Replaces every number by that of all processes together.</summary>
    /// <param name="data">Float, double or long, of the same length everywhere.</param>
    /// <param name="reduction">What becomes of them.</param>
    /// <exception cref="MpiException">The call failed, or the limit has passed.</exception>
    public void AllReduce<T>(Span<T> data, Reduction reduction)
        where T : unmanaged
    {
        Begin();
        nint type = NumberType<T>();
        fixed (T* start = data)
        {
            Check(NativeMethods.MPI_Iallreduce(MpiLibrary.InPlace, start, data.Length, type, MpiLibrary.Operation(reduction), Handle, out nint request), "MPI_Iallreduce");
            Complete(request, nameof(AllReduce));
        }
    }

    /// <summary>Adds the numbers of all processes, in an order that MPI chooses, and leaves each process its part.</summary>
    /// <param name="data">The numbers of this process: the parts of all processes, one after the other.</param>
    /// <param name="part">Receives the sums of this process's part.</param>
    /// <param name="counts">The length of the part of each process.</param>
    /// <exception cref="MpiException">The call failed, or the limit has passed.</exception>
    public void ReduceScatter<T>(ReadOnlySpan<T> data, Span<T> part, ReadOnlySpan<int> counts)
        where T : unmanaged
    {
        RequireParts(counts, data.Length, nameof(data));
        Begin();
        nint type = NumberType<T>();
        fixed (T* send = data, receive = part)
        fixed (int* lengths = counts)
        {
            Check(NativeMethods.MPI_Ireduce_scatter(send, receive, lengths, type, MpiLibrary.Operation(Reduction.Sum), Handle, out nint request), "MPI_Ireduce_scatter");
            Complete(request, nameof(ReduceScatter));
        }
    }

    /// <summary>Gives all processes the parts of all.</summary>
    /// <param name="all">All parts, one after the other in the order of the processes; this process's part is read, the others are written.</param>
    /// <param name="counts">The length of the part of each process.</param>
    /// <exception cref="MpiException">The call failed, or the limit has passed.</exception>
    public void AllGather<T>(Span<T> all, ReadOnlySpan<int> counts)
        where T : unmanaged
    {
        RequireParts(counts, all.Length, nameof(all));
        Begin();
        (nint type, int multiple) = MpiLibrary.TypeOf<T>();
        (int[] lengths, int[] offsets) = Layout(counts, multiple);
        fixed (T* start = all)
        fixed (int* length = lengths, offset = offsets)
        {
            Check(NativeMethods.MPI_Iallgatherv(MpiLibrary.InPlace, 0, type, start, length, offset, type, Handle, out nint request), "MPI_Iallgatherv");
            Complete(request, nameof(AllGather));
        }
    }

    /// <summary>Sends each process a part, and receives one from each.</summary>
    /// <param name="send">What the processes are to get.</param>
    /// <param name="sendParts">Where in it the part for each process lies.</param>
    /// <param name="receive">What the processes send.</param>
    /// <param name="receiveParts">Where in it the part from each process goes; as long as that process has it.</param>
    /// <exception cref="MpiException">The call failed, or the limit has passed.</exception>
    public void AllToAll<T>(ReadOnlySpan<T> send, ReadOnlySpan<Stretch> sendParts, Span<T> receive, ReadOnlySpan<Stretch> receiveParts)
        where T : unmanaged
    {
        RequireStretches(sendParts, send.Length, nameof(send));
        RequireStretches(receiveParts, receive.Length, nameof(receive));
        Begin();
        (nint type, int multiple) = MpiLibrary.TypeOf<T>();
        int* layout = stackalloc int[4 * Size];
        int* sent = layout, sentAt = layout + Size, received = layout + (2 * Size), receivedAt = layout + (3 * Size);
        for (int process = 0; process < Size; process++)
        {
            sent[process] = checked(sendParts[process].Length * multiple);
            sentAt[process] = checked(sendParts[process].Start * multiple);
            received[process] = checked(receiveParts[process].Length * multiple);
            receivedAt[process] = checked(receiveParts[process].Start * multiple);
        }

        fixed (T* from = send, to = receive)
        {
            Check(
                NativeMethods.MPI_Ialltoallv(from, sent, sentAt, type, to, received, receivedAt, type, Handle, out nint request),
                "MPI_Ialltoallv");
            Complete(request, nameof(AllToAll));
        }
    }

    private void Begin() => _attendance?.Arrive();

    private void Complete(nint request, string what)
    {
        long start = Stopwatch.GetTimestamp();
        for (int poll = 0; ; poll++)
        {
            Check(NativeMethods.MPI_Test(ref request, out int isDone, null), "MPI_Test");
            if (isDone != 0)
            {
                return;
            }

            if (poll >= EagerPolls)
            {
                Thread.Yield();
                if (Stopwatch.GetElapsedTime(start) > Limit)
                {
                    _isBroken = true;
                    throw new MpiException(
                        $"{what} waited {Limit.TotalSeconds:0.#} s in process {Rank} of {Size} on {MachineName}: {_attendance!.DescribeMissing()}. "
                        + "All processes have to be ended and started again; --resume goes on from the last checkpoint.");
                }
            }
        }
    }

    private void RequireParts(ReadOnlySpan<int> counts, int length, string name)
    {
        long sum = 0;
        foreach (int count in counts)
        {
            sum += count >= 0 ? count : throw new ArgumentException("The length of a part is negative.", name);
        }

        if (counts.Length != Size || sum != length)
        {
            throw new ArgumentException($"{counts.Length} parts of {sum} elements in all do not fit {Size} processes and {length} elements.", name);
        }
    }

    private void RequireStretches(ReadOnlySpan<Stretch> parts, int length, string name)
    {
        bool fits = parts.Length == Size;
        foreach ((int start, int count) in parts)
        {
            fits &= start >= 0 && count >= 0 && start <= length - count;
        }

        if (!fits)
        {
            throw new ArgumentException($"{parts.Length} parts, or places of them, do not fit {Size} processes and {length} elements.", name);
        }
    }

    private static (int[] Lengths, int[] Offsets) Layout(ReadOnlySpan<int> counts, int multiple)
    {
        int[] lengths = new int[counts.Length];
        int[] offsets = new int[counts.Length];
        int offset = 0;
        for (int process = 0; process < counts.Length; process++)
        {
            lengths[process] = checked(counts[process] * multiple);
            offsets[process] = offset;
            offset = checked(offset + lengths[process]);
        }

        return (lengths, offsets);
    }

    private static nint NumberType<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(long)
            ? MpiLibrary.TypeOf<T>().Type
            : throw new NotSupportedException($"Numbers to be reduced are float, double or long, not {typeof(T).Name}.");
}
