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
    /// <param name="contestants">What to time; see <see cref="Timed"/>. Each takes a turn and gives the milliseconds of one run.</param>
    public static AlternatingRounds Play(TimeSpan duration, params IReadOnlyList<Func<double>> contestants)
    {
        ArgumentNullException.ThrowIfNull(contestants);
        AlternatingRounds rounds = new(contestants.Count);
        long start = Stopwatch.GetTimestamp();
        while (rounds.Count < FewestRounds || (rounds.Count < MostRounds && Stopwatch.GetElapsedTime(start) < duration))
        {
            int first = rounds.Count % contestants.Count;
            for (int turn = 0; turn < contestants.Count; turn++)
            {
                int contestant = (first + turn) % contestants.Count;
                rounds._milliseconds[contestant].Add(contestants[contestant]());
            }
        }

        return rounds;
    }

    /// <summary>
    /// A contestant that runs an action as often as the clock's resolution asks for, after a first run that fetches back
    /// from the others what fits into the cache. Warms up first.
    /// </summary>
    /// <param name="run">What to time.</param>
    /// <param name="onOneThread">Whether all its work is done by the calling thread, whose processor time then counts.</param>
    public static Func<double> Timed(Action run, bool onOneThread = false)
    {
        ArgumentNullException.ThrowIfNull(run);
        long start = Stopwatch.GetTimestamp();
        double shortest = double.PositiveInfinity;
        for (int runs = 0; runs < 2 || (Stopwatch.GetElapsedTime(start) < Warmup && runs < 100_000); runs++)
        {
            shortest = Math.Min(shortest, Time(run, 1, onOneThread));
        }

        int repetitions = (int)Math.Clamp(ShortestTurn.TotalMilliseconds / shortest, 1, 10_000);
        return () => Time(run, repetitions, onOneThread);
    }

    /// <summary>The milliseconds of a single run.</summary>
    /// <param name="run">What to time.</param>
    /// <param name="onOneThread">Whether all its work is done by the calling thread, whose processor time then counts.</param>
    public static double Milliseconds(Action run, bool onOneThread = false)
    {
        ArgumentNullException.ThrowIfNull(run);
        double start = Now(onOneThread);
        run();
        return Now(onOneThread) - start;
    }

    /// <summary>The median time of one run of a contestant, in milliseconds.</summary>
    public double Median(int contestant) => MedianOf(_milliseconds[contestant]);

    /// <summary>The median over rounds of one contestant's time over another's.</summary>
    public double MedianRatio(int contestant, int other) => MedianOf(_milliseconds[contestant].Zip(_milliseconds[other], (ours, theirs) => ours / theirs));

    /// <summary>One contestant's shortest turn over another's: what holds while other programs take from all, but not from every turn.</summary>
    public double LeastRatio(int contestant, int other) => _milliseconds[contestant].Min() / _milliseconds[other].Min();

    /// <summary>The median over rounds of something made of all contestants' milliseconds in the round.</summary>
    public double MedianOver(Func<double[], double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return MedianOf(Enumerable.Range(0, Count).Select(round => value(Array.ConvertAll(_milliseconds, times => times[round]))));
    }

    private static double Time(Action run, int repetitions, bool onOneThread)
    {
        if (repetitions > 1)
        {
            run();
        }

        double start = Now(onOneThread);
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            run();
        }

        return (Now(onOneThread) - start) / repetitions;
    }

    private static double Now(bool onOneThread)
        => onOneThread ? ThreadClock.Milliseconds() : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
