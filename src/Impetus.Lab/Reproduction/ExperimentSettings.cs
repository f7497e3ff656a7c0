using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction;

/// <summary>How an experiment is run.</summary>
/// <param name="Scale">How much it may spend.</param>
/// <param name="Seed">Where its random numbers start.</param>
public sealed record ExperimentSettings(Scale Scale, ulong Seed = 0)
{
    /// <summary>The most threads to use. The result never depends on it.</summary>
    // Without a limit the thread pool adds threads all the time to long runs on a busy machine.
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where runs of networks are kept one by one, so that an experiment that was ended goes on; null keeps none.</summary>
    public string? RunsFolder { get; init; }

    /// <summary>Is told how far an experiment with networks is, from whichever thread has ended a run.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>Stops the experiment between two runs.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What belongs to the scale.</summary>
    public TValue Choose<TValue>(TValue smoke, TValue cpu, TValue paper) => Scale switch
    {
        Scale.Smoke => smoke,
        Scale.Cpu => cpu,
        _ => paper,
    };

    /// <summary>Carries out numbered runs on all cores; the result has the order of the numbers.</summary>
    /// <param name="count">How many runs there are.</param>
    /// <param name="run">One run; depends on its number alone.</param>
    public TResult[] Map<TResult>(int count, Func<int, TResult> run)
    {
        TResult[] results = new TResult[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation }, index => results[index] = run(index));
        return results;
    }

    /// <summary>Carries out one run for each pair of a first and a second.</summary>
    /// <returns>For each of the <paramref name="firsts"/>, the results of all <paramref name="seconds"/>.</returns>
    public TResult[][] Map<TFirst, TResult>(IReadOnlyList<TFirst> firsts, int seconds, Func<TFirst, int, TResult> run) => seconds == 0
        ? [.. firsts.Select(_ => Array.Empty<TResult>())]
        : [.. Map(firsts.Count * seconds, index => run(firsts[index / seconds], index % seconds)).Chunk(seconds)];
}
