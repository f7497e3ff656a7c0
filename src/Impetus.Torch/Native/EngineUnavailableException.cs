namespace Impetus.Torch;

/// <summary>The network engine cannot be used on this machine; the message says what to install or to build.</summary>
public sealed class EngineUnavailableException : Exception
{
    private const string Mend =
        " On Debian: apt-get install cmake g++ make libtorch-dev libopenblas0-openmp; then run native/build."
        + " With an unpacked LibTorch of your own, set LIBTORCH to its folder instead of installing libtorch-dev.";

    /// <param name="cause">What is missing or wrong, as a full sentence; what mends it is added.</param>
    /// <param name="innerException">The loader's own error, if there is one.</param>
    public EngineUnavailableException(string cause, Exception? innerException = null)
        : base("The network engine is not available: " + cause + Mend, innerException)
    {
    }
}
