namespace Impetus.Mpi;

/// <summary>A number that all processes count up, each without the help of the others while the network or the machine's memory allows it.</summary>
public sealed unsafe class SharedCounter : IDisposable
{
    private readonly nint _home;
    private nint _window;

    /// <summary>A counter that starts at 0; all processes of the group make it.</summary>
    /// <param name="processes">Those who count; the first keeps the number.</param>
    public SharedCounter(Communicator processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        nint bytes = processes.Rank == 0 ? sizeof(long) : 0;
        Communicator.Check(
            NativeMethods.MPI_Win_allocate(bytes, sizeof(long), MpiLibrary.NoInformation, processes.Handle, out _home, out _window),
            "MPI_Win_allocate");
        if (processes.Rank == 0)
        {
            *(long*)_home = 0;
        }

        Communicator.Check(NativeMethods.MPI_Win_lock_all(0, _window), "MPI_Win_lock_all");
        processes.Barrier();
    }

    /// <summary>Adds to the number and returns what it was before; no two processes get the same.</summary>
    /// <param name="amount">How much is added.</param>
    public long Add(long amount = 1)
    {
        ObjectDisposedException.ThrowIf(_window == 0, this);
        long before;
        (nint type, _) = MpiLibrary.TypeOf<long>();
        Communicator.Check(
            NativeMethods.MPI_Fetch_and_op(&amount, &before, type, 0, 0, MpiLibrary.Operation(Reduction.Sum), _window), "MPI_Fetch_and_op");
        Communicator.Check(NativeMethods.MPI_Win_flush(0, _window), "MPI_Win_flush");
        return before;
    }

    /// <summary>Frees the number; all processes of the group do.</summary>
    public void Dispose()
    {
        if (_window != 0)
        {
            _ = NativeMethods.MPI_Win_unlock_all(_window);
            _ = NativeMethods.MPI_Win_free(ref _window);
            _window = 0;
        }
    }
}
