using System.Runtime.InteropServices;

namespace Impetus.Mpi;

/// <summary>The functions of MPI 3.1 that are used, as OpenMPI exports them: its handles are addresses.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = MpiLibrary.FileName;

    /// <summary>Opens a library so that libraries opened later find its symbols.</summary>
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint dlopen(string name, int flags);

    [LibraryImport("libc")]
    internal static partial nint dlerror();

    [LibraryImport(Library)]
    internal static partial int MPI_Initialized(out int isInitialized);

    [LibraryImport(Library)]
    internal static partial int MPI_Init_thread(int* count, byte*** arguments, int required, out int provided);

    [LibraryImport(Library)]
    internal static partial int MPI_Finalize();

    [LibraryImport(Library)]
    internal static partial int MPI_Abort(nint communicator, int code);

    [LibraryImport(Library)]
    internal static partial int MPI_Comm_rank(nint communicator, out int rank);

    [LibraryImport(Library)]
    internal static partial int MPI_Comm_size(nint communicator, out int size);

    [LibraryImport(Library)]
    internal static partial int MPI_Comm_set_errhandler(nint communicator, nint handler);

    [LibraryImport(Library)]
    internal static partial int MPI_Comm_split(nint communicator, int color, int key, out nint part);

    [LibraryImport(Library)]
    internal static partial int MPI_Comm_free(ref nint communicator);

    [LibraryImport(Library)]
    internal static partial int MPI_Error_string(int code, byte* text, out int length);

    [LibraryImport(Library)]
    internal static partial int MPI_Get_library_version(byte* text, out int length);

    [LibraryImport(Library)]
    internal static partial int MPI_Get_processor_name(byte* text, out int length);

    [LibraryImport(Library)]
    internal static partial int MPI_Test(ref nint request, out int isDone, void* status);

    [LibraryImport(Library)]
    internal static partial int MPI_Ibarrier(nint communicator, out nint request);

    [LibraryImport(Library)]
    internal static partial int MPI_Ibcast(void* data, int count, nint type, int root, nint communicator, out nint request);

    [LibraryImport(Library)]
    internal static partial int MPI_Iallreduce(void* send, void* receive, int count, nint type, nint operation, nint communicator, out nint request);

    [LibraryImport(Library)]
    internal static partial int MPI_Ireduce_scatter(void* send, void* receive, int* counts, nint type, nint operation, nint communicator, out nint request);

    [LibraryImport(Library)]
    internal static partial int MPI_Iallgatherv(void* send, int count, nint sendType, void* receive, int* counts, int* offsets, nint type, nint communicator, out nint request);

    [LibraryImport(Library)]
    internal static partial int MPI_Ialltoallv(
        void* send, int* sendCounts, int* sendOffsets, nint sendType, void* receive, int* counts, int* offsets, nint type, nint communicator, out nint request);

    [LibraryImport(Library)]
    internal static partial int MPI_Win_allocate(nint bytes, int unit, nint info, nint communicator, out nint memory, out nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Win_lock_all(int assertion, nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Win_unlock_all(nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Win_sync(nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Win_flush(int rank, nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Win_free(ref nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Fetch_and_op(void* value, void* result, nint type, int rank, nint place, nint operation, nint window);

    [LibraryImport(Library)]
    internal static partial int MPI_Rget(void* data, int count, nint type, int rank, nint place, int targetCount, nint targetType, nint window, out nint request);
}
