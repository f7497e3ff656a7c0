using System.Globalization;

namespace Impetus.Kernels;

/// <summary>The memory that a process may have: that of the machine, or of the container that it runs in.</summary>
internal static class MachineMemory
{
    private const string Groups = "/sys/fs/cgroup";

    /// <summary>Bytes in all, whether they are free or not.</summary>
    public static long Bytes { get; } = Limits().Append(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes).Where(static bytes => bytes > 0).Aggregate(Least);

    /// <summary>Refuses what cannot fit, before anything of it is taken.</summary>
    /// <param name="bytes">How many bytes it needs.</param>
    /// <param name="what">What needs them, as the beginning of a sentence.</param>
    /// <param name="remedy">What to do about it, as an imperative.</param>
    /// <exception cref="InsufficientMemoryException">The machine has less.</exception>
    public static void Require(Int128 bytes, string what, string remedy)
    {
        if (bytes > Bytes)
        {
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture, $"{what} needs {bytes:N0} bytes of memory, and the machine (or its container) has {Bytes:N0}: {remedy}."));
        }
    }

    // The runtime's own figure is a share of a container's limit, and what it was told for its heap.
    private static long Least(long one, long other) => Math.Min(one, other);

    private static IEnumerable<long> Limits()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        foreach (string path in Files())
        {
            if (ReadNumber(path) is { } limit)
            {
                yield return limit;
            }
        }
    }

    // The limits of the group and of every group around it, in the newer and the older layout.
    private static IEnumerable<string> Files()
    {
        yield return Path.Combine(Groups, "memory.max");
        yield return Path.Combine(Groups, "memory", "memory.limit_in_bytes");
        string? own = Lines("/proc/self/cgroup").FirstOrDefault(static line => line.StartsWith("0::/", StringComparison.Ordinal))?["0::/".Length..];
        for (; !string.IsNullOrEmpty(own); own = Path.GetDirectoryName(own))
        {
            yield return Path.Combine(Groups, own, "memory.max");
        }
    }

    private static long? ReadNumber(string path) =>
        Lines(path) is [string first, ..] && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
