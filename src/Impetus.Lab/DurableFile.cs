using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Impetus.Lab;

/// <summary>
/// Files that appear whole or not at all (temporary name, then rename), and are on the disk, not only on their way to it, when
/// the call returns.
/// </summary>
public static partial class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>The pattern of what a process that was killed may have left of a file beside it.</summary>
    /// <param name="file">The file's name, or a pattern such as <c>*.json</c>.</param>
    public static string LeftoversOf(string file) => file + ".*.tmp";

    /// <summary>Removes what processes that were killed have left of files in a folder and in the folders in it. Those that still live keep theirs.</summary>
    /// <param name="folder">The folder; need not exist.</param>
    /// <exception cref="IOException">A file cannot be removed.</exception>
    public static void RemoveLeftovers(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true };
        foreach (string path in Directory.EnumerateFiles(folder, LeftoversOf("*"), options))
        {
            if (Leftover().Match(path) is { Success: true } match && !IsAlive(match.Groups[1].Value))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Whether a process of this machine, by its number, has not ended.</summary>
    internal static bool IsAlive(string process)
    {
        try
        {
            using Process found = Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture));
            return !found.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>
    /// Writes a text file. A link stays a link: the file that it leads to is replaced. A device or a pipe is not replaced, it
    /// takes the text.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The whole content; written as UTF-8.</param>
    /// <exception cref="IOException">It cannot be written; what was there before is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder takes no files.</exception>
    public static void Write(string path, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        if (FileKind.IsWrittenInPlace(path))
        {
            using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(content);
            return;
        }

        string target = TargetOf(path);
        Named(path, target, temporary =>
        {
            using (FileStream stream = File.Create(temporary))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        });
    }

    /// <summary>Fails where <see cref="Write"/> would, without a change to the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder takes no files.</exception>
    public static void Probe(string path)
    {
        if (!FileKind.IsWrittenInPlace(path))
        {
            // Files are written beside their place, so it is the folder that has to take one.
            Named(path, TargetOf(path), temporary => File.Create(temporary, 1, FileOptions.DeleteOnClose).Dispose());
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

    // What fails is told by the name that the user knows.
    private static void Named(string path, string target, Action<string> write)
    {
        string temporary = LeftoversOf(target).Replace("*", $"{Environment.ProcessId}", StringComparison.Ordinal);
        try
        {
            write(temporary);
        }
        catch (Exception error)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            string message = error.Message.Replace(Path.GetFullPath(temporary), path, StringComparison.Ordinal);
            switch (error)
            {
                case UnauthorizedAccessException:
                    throw new UnauthorizedAccessException(message, error);
                case DirectoryNotFoundException:
                    throw new DirectoryNotFoundException(message, error);
                case IOException:
                    throw new IOException(message, error);
                default:
                    throw;
            }
        }
    }

    [GeneratedRegex(@"\.([0-9]+)\.tmp$")]
    private static partial Regex Leftover();

    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
