using System.Runtime.InteropServices;

namespace Impetus.Torch;

/// <summary>Settings of the C libraries in this process. Elsewhere than on Linux there is nothing to set.</summary>
internal static partial class ProcessSettings
{
    private const string SpinCount = "3000";
    private const int MmapThreshold = -3, TrimThreshold = -1, ArenaMax = -8;

    /// <summary>
    /// Limits how long libgomp's threads spin when they wait for each other, unless the user has chosen otherwise: left alone they
    /// spin for milliseconds, and a step takes several times as long as soon as another program wants a core. In time only before
    /// libgomp is loaded.
    /// </summary>
    public static void LimitSpinning()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            // Environment.SetEnvironmentVariable would not reach native code. An existing value stays.
            _ = SetVariable("GOMP_SPINCOUNT", SpinCount, overwrite: 0);
        }
    }

    /// <summary>Lets the allocator keep large freed blocks instead of returning them to the system and faulting them in again.</summary>
    public static void KeepFreedBlocks()
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _ = SetAllocator(MmapThreshold, 1 << 30);
                _ = SetAllocator(TrimThreshold, int.MaxValue);
                _ = SetAllocator(ArenaMax, 1);
            }
            catch (EntryPointNotFoundException)
            {
                // A C library without this allocator.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int option, int value);
}
