using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// Carries out runs side by side, each on one thread. A network that trains on two cores is far from twice as fast; two networks
/// that train on one core each are. What a run comes to depends neither on the others nor on how many there are.
/// </summary>
internal static class SideBySide
{
    // Each run has a network and its activations in memory.
    private const int Most = 8;

    /// <summary>How many runs this machine carries out at a time.</summary>
    public static int Width => Math.Min(Environment.ProcessorCount, Most);

    /// <summary>Carries out runs, begun in their order.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="width">How many at a time; a single one stays on this thread, with the threads that the engine has.</param>
    /// <param name="train">Carries out one; stops early when its token says so.</param>
    /// <param name="cancellation">Begins no more runs.</param>
    /// <remarks>The first that fails stops the others; its exception is thrown when they have ended.</remarks>
    public static void Run<TRun>(IReadOnlyList<TRun> runs, int width, Action<TRun, CancellationToken> train, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (width == 1)
        {
            foreach (TRun run in runs.TakeWhile(_ => !stop.IsCancellationRequested))
            {
                train(run, stop.Token);
            }

            return;
        }

        int next = -1;
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(width, runs.Count)).Select(_ => new Thread(Work))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Work()
        {
            try
            {
                set_num_threads(1);    // holds for the thread that calls it
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is int place && place < runs.Count)
                {
                    train(runs[place], stop.Token);
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
                stop.Cancel();
            }
        }
    }
}
