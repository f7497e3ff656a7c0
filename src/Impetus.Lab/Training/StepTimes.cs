using System.Diagnostics;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Training;

/// <summary>Collects how long steps take and what share of them is the optimizer's. Medians, because other programs interrupt.</summary>
internal sealed class StepTimes
{
    // Memory stays flat over runs of any length; the median of the latest steps is as good.
    private const int Kept = 10_000;

    private readonly Queue<double> _milliseconds = [];
    private readonly Queue<double> _shares = [];

    /// <summary>Median time of a step in milliseconds; null before the first.</summary>
    public double? MedianMilliseconds => OverSeeds.Median(_milliseconds);

    /// <summary>Median share of the optimizer (0 to 1); null before the first step.</summary>
    public double? MedianOptimizerShare => OverSeeds.Median(_shares);

    /// <summary>Notes one step.</summary>
    /// <param name="start">Timestamp of its start.</param>
    /// <param name="optimizerStart">Timestamp from which on the time is the optimizer's.</param>
    /// <param name="end">Timestamp of its end.</param>
    public void Add(long start, long optimizerStart, long end)
    {
        double whole = Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;
        _milliseconds.Enqueue(whole);
        _shares.Enqueue(Stopwatch.GetElapsedTime(optimizerStart, end).TotalMilliseconds / whole);
        if (_milliseconds.Count > Kept)
        {
            _milliseconds.Dequeue();
            _shares.Dequeue();
        }
    }
}
