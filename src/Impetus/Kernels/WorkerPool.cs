using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Impetus.Kernels;

/// <summary>
/// Threads that take numbered claims from a shared counter. The caller works too and never waits for a thread that has
/// not begun, so a busy machine costs a share of the work, not a time slice. A caller that finds the pool at work for
/// another does its work alone.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>Below this many coordinates, waking a thread takes longer than the work it takes over.</summary>
    private const long SingleThreadLength = 200_000;

    private const int SpinsBeforeSleep = 2000;
    private const long ClaimMask = uint.MaxValue;

    private static readonly ConcurrentDictionary<int, Lazy<WorkerPool>> Pools = new();

    private readonly Lock _gate = new();
    private readonly object _bell = new();
    private readonly Thread[] _threads;

    private Action<int>? _work;
    private int _count;
    private long _tickets;       // the round in the upper half, claims still free in the lower
    private int _unfinished;
    private int _asleep;
    private bool _isClosed;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A pool in which <paramref name="threadCount"/> threads work, the caller among them.</summary>
    public WorkerPool(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        _threads = new Thread[threadCount - 1];
        for (int index = 0; index < _threads.Length; index++)
        {
            _threads[index] = new Thread(Serve) { IsBackground = true, Name = "impetus worker" };
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

    /// <summary>How many threads work, the caller among them.</summary>
    public int ThreadCount => _threads.Length + 1;

    /// <summary>Runs <paramref name="work"/> for every claim from 0 to <paramref name="count"/>; returns when all are done.</summary>
    public void Run(int count, Action<int> work)
    {
        if (_threads.Length == 0 || count < 2 || _gate.IsHeldByCurrentThread || !_gate.TryEnter())
        {
            for (int claim = 0; claim < count; claim++)
            {
                work(claim);
            }

            return;
        }

        try
        {
            Share(count, work);
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

    private void Share(int count, Action<int> work)
    {
        _work = work;
        _count = count;
        _unfinished = count;
        long round = (Volatile.Read(ref _tickets) >> 32) + 1;
        Interlocked.Exchange(ref _tickets, (round << 32) | (uint)count);
        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_bell)
            {
                Monitor.PulseAll(_bell);
            }
        }

        TakeClaims();
        SpinWait wait = default;
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    /// <summary>
    /// Takes claims while there are any. A claim is won by exchanging the whole ticket, round and rest, so a thread that
    /// was held up can never win a claim of a later round with the work of an earlier one.
    /// </summary>
    private void TakeClaims()
    {
        while (true)
        {
            long tickets = Volatile.Read(ref _tickets);
            int free = (int)(tickets & ClaimMask);
            if (free == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _tickets, tickets - 1, tickets) != tickets)
            {
                continue;
            }

            try
            {
                _work!(_count - free);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Serve()
    {
        int spins = 0;
        while (!Volatile.Read(ref _isClosed))
        {
            if ((Volatile.Read(ref _tickets) & ClaimMask) != 0)
            {
                TakeClaims();
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
            if ((Volatile.Read(ref _tickets) & ClaimMask) == 0 && !_isClosed)
            {
                Monitor.Wait(_bell);
            }

            Interlocked.Decrement(ref _asleep);
        }
    }
}
