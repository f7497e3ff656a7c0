using System.Diagnostics;

namespace Impetus.Mpi;

/// <summary>
/// How many collectives each process has begun, in memory that the others can read without its help: so that one that waits too long can
/// say for whom.
/// </summary>
internal sealed unsafe class Attendance : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);
    private readonly int _rank;
    private readonly int _size;
    private readonly long* _begun;
    private nint _window;

    public Attendance(nint communicator, int rank, int size)
    {
        (_rank, _size) = (rank, size);
        Communicator.Check(
            NativeMethods.MPI_Win_allocate(sizeof(long), sizeof(long), MpiLibrary.NoInformation, communicator, out nint memory, out _window),
            "MPI_Win_allocate");
        _begun = (long*)memory;
        *_begun = 0;
        Communicator.Check(NativeMethods.MPI_Win_lock_all(0, _window), "MPI_Win_lock_all");
    }

    /// <summary>Another collective has begun here.</summary>
    public void Arrive()
    {
        Volatile.Write(ref *_begun, *_begun + 1);
        Communicator.Check(NativeMethods.MPI_Win_sync(_window), "MPI_Win_sync");
    }

    /// <summary>Which processes have begun fewer collectives than this one, as a phrase.</summary>
    public string DescribeMissing()
    {
        List<int> late = [];
        List<int> silent = [];
        for (int process = 0; process < _size; process++)
        {
            if (process != _rank && BegunBy(process) is long begun)
            {
                if (begun < *_begun)
                {
                    late.Add(process);
                }
            }
            else if (process != _rank)
            {
                silent.Add(process);
            }
        }

        return (late, silent) switch
        {
            ([], []) => "all processes are there, but their messages do not get through",
            (_, []) => $"{Name(late)} did not get there",
            ([], _) => $"{Name(silent)} did not answer",
            _ => $"{Name(late)} did not get there, {Name(silent)} did not answer",
        };
    }

    public void Dispose()
    {
        if (_window != 0)
        {
            _ = NativeMethods.MPI_Win_unlock_all(_window);
            _ = NativeMethods.MPI_Win_free(ref _window);
            _window = 0;
        }
    }

    private static string Name(List<int> processes) => (processes.Count == 1 ? "process " : "processes ") + string.Join(", ", processes);

    // Null where the process does not answer.
    private long? BegunBy(int process)
    {
        (nint type, _) = MpiLibrary.TypeOf<long>();
        // Not on the stack: a late answer must not land in a frame that is gone.
        long* answer = (long*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(sizeof(long));
        Communicator.Check(NativeMethods.MPI_Rget(answer, 1, type, process, 0, 1, type, _window, out nint request), "MPI_Rget");
        long start = Stopwatch.GetTimestamp();
        int isDone;
        do
        {
            Communicator.Check(NativeMethods.MPI_Test(ref request, out isDone, null), "MPI_Test");
        }
        while (isDone == 0 && Stopwatch.GetElapsedTime(start) < AnswerLimit);

        if (isDone == 0)
        {
            return null;
        }

        long begun = *answer;
        System.Runtime.InteropServices.NativeMemory.Free(answer);
        return begun;
    }
}
