namespace Impetus.Torch;

/// <summary>TorchSharp's native libraries do not load on this machine; the message says why and what to do.</summary>
public sealed class BackendUnavailableException : Exception
{
    /// <param name="cause">What is missing or wrong, as a full sentence.</param>
    /// <param name="remedy">What to do about it, as a full sentence.</param>
    /// <param name="innerException">The loader's own error, if there is one.</param>
    public BackendUnavailableException(string cause, string remedy, Exception? innerException = null)
        : base($"libtorch cannot be loaded: {cause} {remedy}", innerException)
    {
    }
}
