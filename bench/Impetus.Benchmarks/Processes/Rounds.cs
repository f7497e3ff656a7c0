using System.Diagnostics;
using Impetus.Distributed;

namespace Impetus.Benchmarks.Processes;

/// <summary>Times of things that several processes do together, taking turns: as many rounds in each, and all begin at the same moment.</summary>
internal static class Rounds
{
    /// <summary>The median milliseconds of each contestant, of the process that took longest.</summary>
    public static double[] Play(IProcessGroup processes, int count, params Action[] contestants)
    {
        double[][] times = [.. contestants.Select(_ => new double[count])];
        for (int round = -2; round < count; round++)
        {
            for (int turn = 0; turn < contestants.Length; turn++)
            {
                int contestant = (turn + round + 2) % contestants.Length;
                processes.Barrier();
                long start = Stopwatch.GetTimestamp();
                contestants[contestant]();
                double longest = processes.Gather(Stopwatch.GetElapsedTime(start).TotalMilliseconds).Max();
                if (round >= 0)
                {
                    times[contestant][round] = longest;
                }
            }
        }

        return [.. times.Select(static each => each.Order().ElementAt(each.Length / 2))];
    }
}
