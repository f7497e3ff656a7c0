using System.Globalization;

namespace Impetus.Mpi;

/// <summary>Whether a launcher of MPI (mpirun, srun) has started this process. Asking loads nothing.</summary>
public static class MpiLauncher
{
    // Set by OpenMPI's mpirun, by PMIx (srun --mpi=pmix) and by PMI-2 (srun --mpi=pmi2), in this order.
    private static readonly string[] Variables = ["OMPI_COMM_WORLD_SIZE", "PMIX_NAMESPACE", "PMI_SIZE"];

    /// <summary>Whether this is one of the processes of a launcher.</summary>
    public static bool IsPresent => Variables.Any(variable => Environment.GetEnvironmentVariable(variable) is { Length: > 0 });

    /// <summary>The number of this process among those of the launcher as far as its environment says, else 0; known before MPI is loaded.</summary>
    public static int Rank => Number("OMPI_COMM_WORLD_RANK") ?? Number("PMIX_RANK") ?? Number("PMI_RANK") ?? 0;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
