using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Impetus.Torch;

/// <summary>Loads a shared library from memory, on Linux: no file has to be written anywhere.</summary>
internal static partial class MemoryFile
{
    /// <param name="name">What the library is called in the process's list of mappings.</param>
    /// <param name="image">The library's bytes.</param>
    /// <param name="handle">The loaded library; what it depends on must be in the process.</param>
    public static bool TryLoad(string name, ReadOnlySpan<byte> image, out nint handle)
    {
        handle = 0;
        int descriptor = Create(name, 0);
        if (descriptor < 0)
        {
            return false;
        }

        // The mapping outlives the descriptor, but the loader's name for the library is the descriptor's path: it stays open.
        using FileStream stream = new(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, 0);
        stream.Write(image);
        stream.Flush();
        return NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out handle);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}
