using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Impetus.Kernels;

/// <summary>
/// Threads that take numbered chunks. Every thread has a range of its own, the same in every round over as many chunks, and
/// helps with the others' ranges when that is done: memory stays with the core that used it last, and a busy core costs its
/// share of the work, not a time slice. The caller works too, alone if the pool has other work, and waits for none that has not begun.
/// </summary>
/// <remarks>
/// Cores may sit on different dies. A line that another die read or wrote last comes with a question to that die, although it
/// left its cache long ago: two passes over the same arrays with chunks for whichever core was free took 1.4 times as long.
/// </remarks>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>Below this many coordinates, waking a thread takes longer than the work it takes over.</summary>
    private const long SingleThreadLength = 200_000;

    private const int SpinsBeforeSleep = 2000;

    private static readonly ConcurrentDictionary<int, Lazy<WorkerPool>> Pools = new();

    private readonly object _gate = new();
    private readonly object _wakeup = new();
    private readonly Thread[] _threads;
    private readonly ChunkRanges _ranges;
    private Action<int>? _work;
    private int _lastFirst, _unfinished, _asleep;
    private bool _isClosed;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A pool in which <paramref name="threadCount"/> threads work, the caller among them.</summary>
    public WorkerPool(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        _ranges = new ChunkRanges(threadCount);
        _threads = new Thread[threadCount - 1];
        for (int index = 0; index < _threads.Length; index++)
        {
            int range = index + 1;
            _threads[index] = new Thread(() => Serve(range)) { IsBackground = true, Name = "impetus worker" };
            _threads[index].Start();
        }
    }

    /// <summary>How many threads work, the caller among them.</summary>
    public int ThreadCount => _threads.Length + 1;

    /// <summary>The pool of that many threads that the whole process shares; 0 for one thread on each core, null for one thread.</summary>
    public static WorkerPool? Shared(int threadCount)
    {
        int count = threadCount > 0 ? threadCount : Environment.ProcessorCount;
        return count == 1 ? null : Pools.GetOrAdd(count, static count => new Lazy<WorkerPool>(() => new WorkerPool(count))).Value;
    }

    /// <summary>The shared pool for work on that many coordinates, or null where one thread does it.</summary>
    public static WorkerPool? ForWork(long coordinateCount, int threadCount)
        => IsWorthSharing(coordinateCount) ? Shared(threadCount) : null;

    /// <summary>Whether several threads do work on that many coordinates sooner than one.</summary>
    public static bool IsWorthSharing(long coordinateCount) => coordinateCount >= SingleThreadLength;

    /// <summary>Runs <paramref name="work"/> for every chunk as <paramref name="pool"/> does, or on this thread if there is none.</summary>
    public static void Run(WorkerPool? pool, int count, Action<int> work, int lastFirst = 0)
    {
        if (pool is not null)
        {
            pool.Run(count, work, lastFirst);
            return;
        }

        for (int place = 0; place < count; place++)
        {
            work(ChunkRanges.ChunkAt(place, count, lastFirst));
        }
    }

    /// <summary>Runs <paramref name="work"/> for every chunk from 0 to <paramref name="count"/>; returns when all are done.</summary>
    /// <param name="count">How many chunks there are.</param>
    /// <param name="work">What to do for a chunk.</param>
    /// <param name="lastFirst">With how many of its last chunks a thread begins, because they may still be in its cache.</param>
    public void Run(int count, Action<int> work, int lastFirst = 0)
    {
        if (_threads.Length == 0 || count < 2 || Monitor.IsEntered(_gate) || !Monitor.TryEnter(_gate))
        {
            Run(null, count, work, lastFirst);
            return;
        }

        try
        {
            Share(count, work, lastFirst);
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_wakeup)
        {
            _isClosed = true;
            Monitor.PulseAll(_wakeup);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Share(int count, Action<int> work, int lastFirst)
    {
        (_work, _lastFirst, _unfinished) = (work, lastFirst, count);
        _ranges.Begin(count);

        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_wakeup)
            {
                Monitor.PulseAll(_wakeup);
            }
        }

        TakeChunks(0);
        SpinWait wait = default;
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        Interlocked.Exchange(ref _failure, null)?.Throw();
    }

    /// <summary>Takes the chunks of a thread's own range, then those that the others have left.</summary>
    private void TakeChunks(int ownRange)
    {
        long round = _ranges.Round;
        for (int distance = 0; distance < ThreadCount; distance++)
        {
            int range = (ownRange + distance) % ThreadCount;
            while (_ranges.TryTake(range, round, out int place))
            {
                (int start, int length) = _ranges[range];
                try
                {
                    _work!(start + ChunkRanges.ChunkAt(place, length, _lastFirst));
                }
                catch (Exception exception)
                {
                    _failure = ExceptionDispatchInfo.Capture(exception);
                }

                Interlocked.Decrement(ref _unfinished);
            }
        }
    }

    private void Serve(int ownRange)
    {
        int spins = 0;
        while (!Volatile.Read(ref _isClosed))
        {
            if (_ranges.IsAnyFree())
            {
                TakeChunks(ownRange);
                spins = 0;
            }
            else if (++spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(10);
            }
            else
            {
                Sleep();
                spins = 0;
            }
        }
    }

    private void Sleep()
    {
        lock (_wakeup)
        {
            Interlocked.Increment(ref _asleep);
            if (!_ranges.IsAnyFree() && !_isClosed)
            {
                Monitor.Wait(_wakeup);
            }

            Interlocked.Decrement(ref _asleep);
        }
    }
}
