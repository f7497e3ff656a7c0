using Impetus.Distributed;
using Impetus.Lab.Comparisons;

namespace Impetus.Lab.Processes;

/// <summary>One process's part in runs that several share out: it takes what is free until nothing is left.</summary>
/// <param name="runs">The folder of claims and results.</param>
/// <param name="log">What the processes do.</param>
/// <param name="look">Is called while nothing can be taken: others may have finished something. On any thread.</param>
internal sealed class SharedWork(SharedRuns runs, ProcessLog? log, Action look)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes runs until all are taken by somebody; in the first process, then waits until all have ended.</summary>
    /// <param name="units">The runs, those that should be taken first in front.</param>
    /// <param name="sideBySide">How many this process does at a time.</param>
    /// <param name="processes">The processes.</param>
    /// <param name="cancellation">Takes no further one.</param>
    public void Do(IReadOnlyList<SharedUnit> units, int sideBySide, IProcessGroup processes, CancellationToken cancellation)
    {
        SideBySide.Run([.. Enumerable.Range(0, sideBySide)], sideBySide, (_, stop) => TakeAll(units, stop), cancellation);
        while (processes.Rank == 0 && !cancellation.IsCancellationRequested && units.Any(static unit => !unit.IsDone()))
        {
            look();
            cancellation.WaitHandle.WaitOne(Pause);
        }

        look();
    }

    /// <summary>Takes runs, one after the other, until all are taken by somebody.</summary>
    public void TakeAll(IReadOnlyList<SharedUnit> units, CancellationToken cancellation)
    {
        List<SharedUnit> left = [.. units];
        while (left.Count > 0 && !cancellation.IsCancellationRequested)
        {
            left.RemoveAll(static unit => unit.IsDone());
            if (!TakeOne(left, cancellation))
            {
                look();
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }

    // What others have claimed is their business.
    private bool TakeOne(List<SharedUnit> left, CancellationToken cancellation)
    {
        int count = left.Count;
        for (int place = 0; place < left.Count; place++)
        {
            SharedUnit unit = left[place];
            if (!unit.IsReady())
            {
                continue;
            }

            left.RemoveAt(place--);
            if (runs.TryClaim(unit.Name))
            {
                Take(unit, cancellation);
                return true;
            }
        }

        return left.Count < count;
    }

    private void Take(SharedUnit unit, CancellationToken cancellation)
    {
        log?.Begins(unit.Title);
        if (unit.Train(cancellation) is { } result)
        {
            runs.Publish(unit.Name, result);
            log?.Write($"has finished {unit.Title}");
        }

        log?.Ends(unit.Title);
    }
}
