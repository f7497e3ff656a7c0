namespace Impetus.Mpi;

/// <summary>How the numbers of all processes become one.</summary>
public enum Reduction
{
    /// <summary>Their sum, in an order that MPI chooses: use it for counts, not where the bits of a sum matter.</summary>
    Sum,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>The smallest.</summary>
    Minimum,
}
