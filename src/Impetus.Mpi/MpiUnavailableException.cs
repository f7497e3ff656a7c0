namespace Impetus.Mpi;

/// <summary>MPI cannot be used on this machine; the message says why and what to do.</summary>
/// <param name="message">The cause and what to do about it.</param>
/// <param name="innerException">The loader's own error, if there is one.</param>
public sealed class MpiUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
