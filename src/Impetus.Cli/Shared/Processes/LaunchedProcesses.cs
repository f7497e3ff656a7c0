using System.Globalization;
using Impetus.Distributed;
using Impetus.Mpi;

namespace Impetus.Cli.Shared.Processes;

/// <summary>The processes that mpirun or srun has started for one command. Without a launcher nothing is loaded.</summary>
internal static class LaunchedProcesses
{
    // The processors of the machine, such as "0-3,8".
    private const string Online = "/sys/devices/system/cpu/online";

    private static Communicator? _world;

    /// <summary>Whether messages that all processes would give are this one's to give.</summary>
    public static bool Speaks => !MpiLauncher.IsPresent || (_world?.Rank ?? MpiLauncher.Rank) == 0;

    /// <summary>Whether the processes know each other. Before, all of them fail alike; afterwards, each for reasons of its own.</summary>
    public static bool IsStarted => _world is not null;

    /// <summary>What a message begins with, so that it is known which process it comes from.</summary>
    public static string Name => _world is { Size: > 1 } world ? $"{Application.Name} (process {world.Rank} of {world.Size})" : Application.Name;

    /// <summary>
    /// How many cores each process of a machine has for itself: those that the launcher has bound it to, or its share of all.
    /// </summary>
    public static int CoresOfEach
    {
        get
        {
            int onMachine = int.TryParse(Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_LOCAL_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1;
            int all = File.Exists(Online) ? CountOf(File.ReadAllText(Online)) : Environment.ProcessorCount;
            // A process that is bound sees its own cores alone.
            return Math.Min(Environment.ProcessorCount, Math.Max(1, all / onMachine));
        }
    }

    /// <summary>Starts MPI, where a launcher has started several processes.</summary>
    /// <param name="limit">How long they wait for each other; null for the usual time.</param>
    /// <returns>The processes; null if this one is alone.</returns>
    /// <exception cref="MpiUnavailableException">MPI cannot be used here.</exception>
    public static IProcessGroup? Start(TimeSpan? limit = null)
    {
        if (!MpiLauncher.IsPresent)
        {
            return null;
        }

        _world ??= Communicator.Start(limit);
        return _world.Size > 1 ? _world : null;
    }

    /// <summary>Says something that concerns this process.</summary>
    public static void Tell(string message) => Console.Error.WriteLine($"{Name}: {message}");

    /// <summary>Waits for the others, and ends MPI.</summary>
    public static void End()
    {
        _world?.Dispose();
        _world = null;
    }

    /// <summary>Ends all processes, of which this one cannot go on.</summary>
    /// <param name="code">The exit code.</param>
    public static void Abort(int code)
    {
        Console.Error.Flush();
        _world?.Abort(code);
    }

    private static int CountOf(string ranges) => ranges.Trim().Split(',').Sum(static range =>
    {
        int[] ends = Array.ConvertAll(range.Split('-'), static end => int.Parse(end, CultureInfo.InvariantCulture));
        return ends[^1] - ends[0] + 1;
    });
}
