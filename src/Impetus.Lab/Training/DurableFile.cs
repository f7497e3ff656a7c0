using System.Runtime.InteropServices;
using System.Text;

namespace Impetus.Lab.Training;

/// <summary>Files that are on the disk, not only on their way to it, when the call returns.</summary>
internal static partial class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Where a file is written before it gets its name.</summary>
    public static string TemporaryOf(string path) => path + ".tmp";

    /// <summary>Writes a text file whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        string temporary = TemporaryOf(path);
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Brings the names in a folder to the disk. Without it, a power cut right after a rename may undo the rename. Where the
    /// system or the file system cannot do it, the kill of a process is still harmless.
    /// </summary>
    public static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
