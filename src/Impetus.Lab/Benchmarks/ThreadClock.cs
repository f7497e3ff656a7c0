using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Impetus.Lab.Benchmarks;

/// <summary>
/// The time for which the calling thread had a processor: what work on one thread costs, however many other programs took
/// turns with it. Where the system has no such clock, the time of day.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;    // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Milliseconds since some moment.</summary>
    public static double Milliseconds()
        => OperatingSystem.IsLinux() && Read(ThreadProcessorTime, out TimeSpec time) == 0
            ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
            : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
