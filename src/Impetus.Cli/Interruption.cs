using System.Runtime.InteropServices;

namespace Impetus.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the verb to stop, the second ends the process at once. A limit on the size of files
/// becomes an error of the write, which can be told, instead of the end of the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // SIGXFSZ, which has no name here.
    private const PosixSignal FileSizeLimit = (PosixSignal)25;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Takes over the two signals until disposed.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        .. OperatingSystem.IsLinux() ? [PosixSignalRegistration.Create(FileSizeLimit, static signal => signal.Cancel = true)] : Array.Empty<PosixSignalRegistration>(),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (!_source.IsCancellationRequested)
        {
            signal.Cancel = true;
            _source.Cancel();
        }
    }
}
