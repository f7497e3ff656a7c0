using System.Diagnostics;

namespace Impetus.Lab.Benchmarks;

/// <summary>
/// Times of several contestants that took turns. What else runs on the machine then weighs on all alike, and the median of
/// the ratios within each round tells them apart even while single times vary.
/// </summary>
public sealed class AlternatingRounds
{
    private const int FewestRounds = 7;
    private const int MostRounds = 2001;
    private static readonly TimeSpan Warmup = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(1);

    private readonly List<double>[] _milliseconds;

    private AlternatingRounds(int contestants) => _milliseconds = [.. Enumerable.Range(0, contestants).Select(_ => new List<double>())];

    /// <summary>How many rounds there were.</summary>
    public int Count => _milliseconds[0].Count;

    /// <summary>Lets the contestants take turns, each time another one first.</summary>
    /// <param name="duration">How long; at least a few rounds are played.</param>
    /// <param name="contestants">What to time.</param>
    public static AlternatingRounds Run(TimeSpan duration, params IReadOnlyList<Action> contestants)
    {
        AlternatingRounds rounds = new(contestants.Count);
        int[] repetitions = [.. contestants.Select(Repetitions)];
        long start = Stopwatch.GetTimestamp();
        while (rounds.Count < FewestRounds || (rounds.Count < MostRounds && Stopwatch.GetElapsedTime(start) < duration))
        {
            int first = rounds.Count % contestants.Count;
            for (int turn = 0; turn < contestants.Count; turn++)
            {
                int contestant = (first + turn) % contestants.Count;
                rounds._milliseconds[contestant].Add(Time(contestants[contestant], repetitions[contestant]));
            }
        }

        return rounds;
    }

    /// <summary>The median time of one run of a contestant, in milliseconds.</summary>
    public double Median(int contestant) => MedianOf(_milliseconds[contestant]);

    /// <summary>The shortest time of one run of a contestant, in milliseconds.</summary>
    public double Least(int contestant) => _milliseconds[contestant].Min();

    /// <summary>The median over rounds of one contestant's time over another's.</summary>
    public double MedianRatio(int contestant, int other) => MedianOf(_milliseconds[contestant].Zip(_milliseconds[other], (ours, theirs) => ours / theirs));

    /// <summary>Warms up, and finds how often to run so that a turn is long against the clock's resolution.</summary>
    private static int Repetitions(Action contestant)
    {
        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        double shortest = double.PositiveInfinity;
        while (runs < 2 || (Stopwatch.GetElapsedTime(start) < Warmup && runs < 100_000))
        {
            shortest = Math.Min(shortest, Time(contestant, 1));
            runs++;
        }

        return (int)Math.Clamp(ShortestTurn.TotalMilliseconds / shortest, 1, 10_000);
    }

    private static double Time(Action contestant, int repetitions)
    {
        if (repetitions > 1)
        {
            contestant();    // fetches back from the others what fits into the cache
        }

        long start = Stopwatch.GetTimestamp();
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            contestant();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / repetitions;
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
