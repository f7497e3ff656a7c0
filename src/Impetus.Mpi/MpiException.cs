namespace Impetus.Mpi;

/// <summary>A call of MPI failed, or other processes did not take part in it in time.</summary>
/// <param name="message">Which call, which process, and why.</param>
public sealed class MpiException(string message) : Exception(message);
