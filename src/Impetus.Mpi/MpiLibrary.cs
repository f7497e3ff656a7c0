using System.Runtime.InteropServices;

namespace Impetus.Mpi;

/// <summary>OpenMPI's library in this process, and the objects that it exports in place of constants.</summary>
internal static unsafe class MpiLibrary
{
    /// <summary>The library of OpenMPI 4 (and 5, which keeps its number).</summary>
    internal const string FileName = "libmpi.so.40";

    private const int Now = 0x2;
    private const int Global = 0x100;
    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>MPI_THREAD_MULTIPLE: any thread may call at any time.</summary>
    internal const int AnyThread = 3;

    /// <summary>MPI_THREAD_SERIALIZED: any thread, one at a time.</summary>
    internal const int OneThreadAtATime = 2;

    /// <summary>MPI_IN_PLACE.</summary>
    internal static void* InPlace => (void*)1;

    /// <summary>The address of an exported object, such as <c>ompi_mpi_comm_world</c>.</summary>
    internal static nint Object(string name) => NativeLibrary.GetExport(Handle.Value, name);

    internal static nint World => Object("ompi_mpi_comm_world");

    internal static nint ErrorsReturn => Object("ompi_mpi_errors_return");

    internal static nint NoInformation => Object("ompi_mpi_info_null");

    internal static nint NoOperation => Object("ompi_mpi_op_no_op");

    /// <summary>The type of MPI for an element, and how many of them one element is.</summary>
    internal static (nint Type, int Multiple) TypeOf<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? (Object("ompi_mpi_float"), 1)
        : typeof(T) == typeof(double) ? (Object("ompi_mpi_double"), 1)
        : typeof(T) == typeof(long) ? (Object("ompi_mpi_int64_t"), 1)
        : (Object("ompi_mpi_byte"), sizeof(T));

    internal static nint Operation(Reduction reduction) => Object(reduction switch
    {
        Reduction.Sum => "ompi_mpi_op_sum",
        Reduction.Maximum => "ompi_mpi_op_max",
        Reduction.Minimum => "ompi_mpi_op_min",
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "There is no such reduction."),
    });

    private static nint Load()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new MpiUnavailableException("Several processes need OpenMPI on Linux; here one process does the work: leave the launcher out.");
        }

        // OpenMPI opens plug-ins of its own, which look for its symbols among the global ones.
        nint handle = NativeMethods.dlopen(FileName, Now | Global);
        return handle != 0 ? handle : throw new MpiUnavailableException(
            $"MPI is not installed: {Marshal.PtrToStringUTF8(NativeMethods.dlerror())}. On Debian: apt-get install openmpi-bin libopenmpi3.");
    }
}
