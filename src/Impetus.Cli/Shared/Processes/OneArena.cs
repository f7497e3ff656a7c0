using System.Runtime.InteropServices;

namespace Impetus.Cli.Shared.Processes;

/// <summary>
/// Lets all threads of a verb that trains share the C allocator's first arena. An arena of a thread's own consists of heaps of 64 MiB, which go
/// back to the system as soon as they are empty: a run that has the bad luck to get one has its pages zeroed at every step, and takes 1.2
/// times as long as the one beside it. The C library reads the setting when a process begins, and the runtime's threads have arenas before the first line of ours runs;
/// so the program begins once more, in the same process. The launcher sets it beforehand.
/// </summary>
internal static partial class OneArena
{
    private const string Setting = "MALLOC_ARENA_MAX";

    /// <summary>Begins once more where that is of use; comes back where it is not, or does not work.</summary>
    public static void Ensure(string[] arguments)
    {
        bool trains = arguments.FirstOrDefault() is "train" or "compare" or "sweep" or "reproduce";
        if (trains && OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Setting) is null)
        {
            string[] command = File.ReadAllText("/proc/self/cmdline")[..^1].Split('\0');    // the last ends like the others, and may be empty
            _ = SetVariable(Setting, "1", overwrite: 0);    // Environment.SetEnvironmentVariable would not reach the C library
            _ = Execute("/proc/self/exe", [.. command, null]);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string file, string?[] arguments);
}
