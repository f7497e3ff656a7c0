using System.Runtime.InteropServices;

namespace Impetus.Lab;

/// <summary>What a path leads to.</summary>
public static partial class FileKind
{
    // Of statx(2), whose layout is the same on every processor.
    private const int CurrentFolder = -100;
    private const uint AskForType = 1;
    private const int Bytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Whether there is something that a rename must not replace: a device, a pipe, or an open file of a process.</summary>
    /// <param name="path">A path that may lead nowhere.</param>
    public static bool IsWrittenInPlace(string path) =>
        Path.GetFullPath(path) is var full
        && (IsOpenFile(full) || TypeOf(full) is not (null or RegularFile or Folder));

    // Behind such a name there may be a regular file that a shell has opened, and goes on writing to.
    private static bool IsOpenFile(string full) =>
        full is "/dev/stdout" or "/dev/stderr"
        || (Path.GetDirectoryName(full) is { } folder && (folder == "/dev/fd" || (folder.StartsWith("/proc/", StringComparison.Ordinal) && folder.EndsWith("/fd", StringComparison.Ordinal))));

    /// <summary>The type in the mode of what a path leads to; null if there is nothing.</summary>
    private static int? TypeOf(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return path == "/dev/null" ? 0 : null;
        }

        Span<byte> status = stackalloc byte[Bytes];
        return Status(CurrentFolder, path, 0, AskForType, ref MemoryMarshal.GetReference(status)) == 0
            ? MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);
}
