using System.Runtime.InteropServices;

namespace Impetus.Torch.Native;

/// <summary>
/// How long the threads of libtorch's operators (libgomp's) spin when they wait for each other. Left alone they spin for
/// milliseconds, which is harmless on an idle machine but makes a step several times slower as soon as another program
/// wants a core. A short spin costs nothing in the first case and keeps the speed in the second.
/// </summary>
internal static partial class ThreadWaiting
{
    private const string SpinCountVariable = "GOMP_SPINCOUNT";
    private const string WaitPolicyVariable = "OMP_WAIT_POLICY";
    private const string SpinCount = "3000";

    /// <summary>Limits the spinning unless the user has chosen otherwise. In time only before libgomp is loaded.</summary>
    public static void Limit()
    {
        if (Environment.GetEnvironmentVariable(WaitPolicyVariable) is null)
        {
            // Environment.SetEnvironmentVariable would not reach native code. An existing value stays.
            _ = SetVariable(SpinCountVariable, SpinCount, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
