namespace Impetus.Lab.Training;

/// <summary>
/// Keeps a second process out of a run folder. The system lets go of the lock when the process ends, however it ends; the
/// file stays and means nothing by itself.
/// </summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>The file in the run folder.</summary>
    public const string FileName = "run.lock";

    // What the runtime reports of a lock that is taken: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private FileStream _file;

    private RunLock(string folder) => (Folder, _file) = (folder, Open(folder));

    /// <summary>The folder that is locked.</summary>
    public string Folder { get; }

    /// <summary>Takes the lock of a folder.</summary>
    /// <exception cref="LabException">Another process has it, or the folder cannot be written to.</exception>
    public static RunLock Take(string folder) => new(folder);

    /// <summary>Takes the lock again where its file was deleted, and with it what others see of the lock.</summary>
    /// <exception cref="LabException">Another process has taken it since.</exception>
    public void Keep()
    {
        if (!File.Exists(Path.Combine(Folder, FileName)))
        {
            FileStream lost = _file;
            _file = Open(Folder);
            lost.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (Taken.Contains(error.HResult))
        {
            throw new LabException($"Another process is training in {folder}: wait for its end, stop it, or choose another folder.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The run folder {folder} cannot be written: {error.Message} Choose another folder, or fix its permissions.", error);
        }
    }
}
