using System.Runtime.InteropServices;
using Impetus.Distributed;

namespace Impetus.Mpi;

/// <summary>A group of processes that work together; all of them call the same collectives in the same order.</summary>
/// <remarks>Not for several threads at a time.</remarks>
public sealed unsafe partial class Communicator : IProcessGroup, IDisposable
{
    private nint _handle;
    private readonly bool _isWorld;
    private readonly Attendance? _attendance;
    private bool _isBroken;

    private Communicator(nint handle, bool isWorld, TimeSpan limit)
    {
        (_handle, _isWorld, Limit) = (handle, isWorld, limit);
        Check(NativeMethods.MPI_Comm_set_errhandler(handle, MpiLibrary.ErrorsReturn), "MPI_Comm_set_errhandler");
        Check(NativeMethods.MPI_Comm_rank(handle, out int rank), "MPI_Comm_rank");
        Check(NativeMethods.MPI_Comm_size(handle, out int size), "MPI_Comm_size");
        (Rank, Size) = (rank, size);
        _attendance = size > 1 ? new Attendance(handle, rank, size) : null;
    }

    /// <summary>The number of this process, from 0.</summary>
    public int Rank { get; }

    /// <summary>How many processes there are.</summary>
    public int Size { get; }

    /// <summary>How long a collective waits for the other processes before it fails and names those that are missing.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The library and its version, for a diagnosis.</summary>
    public static string LibraryVersion
    {
        get
        {
            _ = MpiLibrary.World;
            byte* text = stackalloc byte[8192];
            Check(NativeMethods.MPI_Get_library_version(text, out int length), "MPI_Get_library_version");
            return Marshal.PtrToStringUTF8((nint)text, length).Split(',')[0];
        }
    }

    /// <summary>The name of the machine that this process runs on.</summary>
    public static string MachineName
    {
        get
        {
            byte* text = stackalloc byte[256];
            Check(NativeMethods.MPI_Get_processor_name(text, out int length), "MPI_Get_processor_name");
            return Marshal.PtrToStringUTF8((nint)text, length);
        }
    }

    /// <summary>Starts MPI and returns the group of all processes of the launcher, or of this one where there is no launcher.</summary>
    /// <param name="limit">How long a collective waits for the others; 10 minutes by default.</param>
    /// <exception cref="MpiUnavailableException">MPI is not installed, or its library cannot be used from several threads.</exception>
    /// <exception cref="InvalidOperationException">MPI has been started in this process before.</exception>
    public static Communicator Start(TimeSpan? limit = null)
    {
        _ = MpiLibrary.World;
        Check(NativeMethods.MPI_Initialized(out int isInitialized), "MPI_Initialized");
        if (isInitialized != 0)
        {
            throw new InvalidOperationException("MPI can be started once in a process, and it has been: keep the communicator of the first start.");
        }

        Check(NativeMethods.MPI_Init_thread(null, null, MpiLibrary.AnyThread, out int provided), "MPI_Init_thread");
        return provided >= MpiLibrary.OneThreadAtATime
            ? new(MpiLibrary.World, isWorld: true, limit ?? TimeSpan.FromMinutes(10))
            : throw new MpiUnavailableException($"{LibraryVersion} has been built without support for threads: install one that has it (Debian's libopenmpi3 does).");
    }

    /// <summary>The processes with the same color as this one, in the order of their numbers here. All processes call it.</summary>
    /// <param name="color">0 or more.</param>
    /// <returns>A group of its own, to be disposed before this one.</returns>
    public Communicator Split(int color)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(color);
        Check(NativeMethods.MPI_Comm_split(_handle, color, Rank, out nint part), "MPI_Comm_split");
        return new(part, isWorld: false, Limit);
    }

    /// <summary>Ends all processes of the launcher at once.</summary>
    /// <param name="exitCode">The exit code of the launcher, not 0.</param>
    public void Abort(int exitCode) => _ = NativeMethods.MPI_Abort(_handle, exitCode);

    /// <summary>
    /// Frees the group; for the group of all processes, ends MPI in this process. The others must get here too: after an error that
    /// they do not have, call <see cref="Abort"/> instead. After a collective has failed, nothing is waited for.
    /// </summary>
    public void Dispose()
    {
        if (_handle == 0 || _isBroken)
        {
            // A launcher ends all processes when one of them exits without having ended MPI.
            _handle = 0;
            return;
        }

        _attendance?.Dispose();
        nint handle = _handle;
        _handle = 0;
        _ = _isWorld ? NativeMethods.MPI_Finalize() : NativeMethods.MPI_Comm_free(ref handle);
    }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    internal static void Check(int code, string function)
    {
        if (code != 0)
        {
            byte* text = stackalloc byte[256];
            string cause = NativeMethods.MPI_Error_string(code, text, out int length) == 0 ? Marshal.PtrToStringUTF8((nint)text, length) : $"code {code}";
            throw new MpiException($"{function} failed: {cause}.");
        }
    }
}
