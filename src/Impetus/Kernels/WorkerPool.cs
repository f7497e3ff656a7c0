using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Impetus.Kernels;

/// <summary>
/// Threads that take numbered claims. Every thread has a range of its own, the same in every round over as many claims, and
/// helps with the others' ranges when that is done: memory stays with the core that used it last, and a busy core costs its
/// share of the work, not a time slice. The caller works too, and never waits for a thread that has not begun. A caller
/// that finds the pool at work for another does its work alone.
/// </summary>
/// <remarks>
/// Cores may sit on different dies. A line that another die read or wrote last comes with a question to that die, although it
/// left its cache long ago: two passes over the same arrays that gave claims to whichever core was free took 1.4 times as long.
/// </remarks>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>Below this many coordinates, waking a thread takes longer than the work it takes over.</summary>
    private const long SingleThreadLength = 200_000;

    private const int SpinsBeforeSleep = 2000;
    private const long FreeMask = uint.MaxValue;

    /// <summary>Tickets are as far apart as the lines that a core fetches together, so that threads do not slow each other down.</summary>
    private const int TicketStride = 128 / sizeof(long);

    private static readonly ConcurrentDictionary<int, Lazy<WorkerPool>> Pools = new();

    private readonly Lock _gate = new();
    private readonly object _bell = new();
    private readonly Thread[] _threads;
    private readonly long[] _tickets;    // for every range, the round in the upper half, claims still free in the lower

    private Action<int>? _work;
    private int _count;
    private int _lastFirst;
    private long _round;
    private int _unfinished;
    private int _asleep;
    private bool _isClosed;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A pool in which <paramref name="threadCount"/> threads work, the caller among them.</summary>
    public WorkerPool(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        _tickets = new long[(threadCount + 1) * TicketStride];
        _threads = new Thread[threadCount - 1];
        for (int index = 0; index < _threads.Length; index++)
        {
            int range = index + 1;
            _threads[index] = new Thread(() => Serve(range)) { IsBackground = true, Name = "impetus worker" };
            _threads[index].Start();
        }
    }

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

    /// <summary>Runs <paramref name="work"/> for every claim as <paramref name="pool"/> does, or on this thread if there is none.</summary>
    public static void Run(WorkerPool? pool, int count, Action<int> work, int lastFirst = 0)
    {
        if (pool is not null)
        {
            pool.Run(count, work, lastFirst);
            return;
        }

        for (int place = 0; place < count; place++)
        {
            work(ClaimAt(place, count, lastFirst));
        }
    }

    /// <summary>How many threads work, the caller among them.</summary>
    public int ThreadCount => _threads.Length + 1;

    /// <summary>Runs <paramref name="work"/> for every claim from 0 to <paramref name="count"/>; returns when all are done.</summary>
    /// <param name="count">How many claims there are.</param>
    /// <param name="work">What to do for a claim.</param>
    /// <param name="lastFirst">With how many of its last claims a thread begins, because they may still be in its cache.</param>
    public void Run(int count, Action<int> work, int lastFirst = 0)
    {
        if (_threads.Length == 0 || count < 2 || _gate.IsHeldByCurrentThread || !_gate.TryEnter())
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
            _gate.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_bell)
        {
            _isClosed = true;
            Monitor.PulseAll(_bell);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    /// <summary>Which of a range's claims comes at that place.</summary>
    private static int ClaimAt(int place, int count, int lastFirst)
    {
        int claim = count - Math.Min(lastFirst, count) + place;
        return claim < count ? claim : claim - count;
    }

    private void Share(int count, Action<int> work, int lastFirst)
    {
        (_work, _count, _lastFirst, _unfinished) = (work, count, lastFirst, count);
        _round++;
        for (int range = 0; range < ThreadCount; range++)
        {
            Interlocked.Exchange(ref Ticket(range), (_round << 32) | (uint)(StartOf(range + 1) - StartOf(range)));
        }

        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_bell)
            {
                Monitor.PulseAll(_bell);
            }
        }

        TakeClaims(0);
        SpinWait wait = default;
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    /// <summary>Takes the claims of a thread's own range, then those that the others have left.</summary>
    private void TakeClaims(int ownRange)
    {
        for (int distance = 0; distance < ThreadCount; distance++)
        {
            TakeClaimsOf((ownRange + distance) % ThreadCount);
        }
    }

    /// <summary>
    /// Takes claims of a range while there are any. A claim is won by exchanging the whole ticket, round and rest, so a thread
    /// that was held up can never win a claim of a later round with the work of an earlier one.
    /// </summary>
    private void TakeClaimsOf(int range)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref Ticket(range));
            int free = (int)(ticket & FreeMask);
            if (free == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref Ticket(range), ticket - 1, ticket) != ticket)
            {
                continue;
            }

            int start = StartOf(range), length = StartOf(range + 1) - start;
            try
            {
                _work!(start + ClaimAt(length - free, length, _lastFirst));
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    private ref long Ticket(int range) => ref _tickets[(range + 1) * TicketStride];

    private int StartOf(int range) => (int)((long)_count * range / ThreadCount);

    private bool HasFreeClaims()
    {
        for (int range = 0; range < ThreadCount; range++)
        {
            if ((Volatile.Read(ref Ticket(range)) & FreeMask) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Serve(int ownRange)
    {
        int spins = 0;
        while (!Volatile.Read(ref _isClosed))
        {
            if (HasFreeClaims())
            {
                TakeClaims(ownRange);
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
        lock (_bell)
        {
            Interlocked.Increment(ref _asleep);
            if (!HasFreeClaims() && !_isClosed)
            {
                Monitor.Wait(_bell);
            }

            Interlocked.Decrement(ref _asleep);
        }
    }
}
