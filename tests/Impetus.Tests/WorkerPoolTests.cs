using System.Collections.Concurrent;
using Impetus.Kernels;

namespace Impetus.Tests;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryClaimRunsOnce(int threads)
    {
        using WorkerPool pool = new(threads);
        for (int round = 0; round < 300; round++)
        {
            int[] runs = new int[round % 40];
            pool.Run(runs.Length, claim => Interlocked.Increment(ref runs[claim]), lastFirst: round % 3);
            Assert.All(runs, count => Assert.Equal(1, count));
        }
    }

    /// <summary>Every thread begins with claims of its own, so that two passes leave memory with the core that used it.</summary>
    [Fact]
    public void AThreadsClaimsAreTheSameInEveryRound()
    {
        using WorkerPool pool = new(2);
        for (int round = 0; round < 20; round++)
        {
            // Both threads are held in their first claims until each has one: neither can help the other before.
            ConcurrentDictionary<int, int> threadOf = new();
            using Barrier bothAtWork = new(2);
            pool.Run(8, claim =>
            {
                if (threadOf.TryAdd(Environment.CurrentManagedThreadId, claim))
                {
                    Assert.True(bothAtWork.SignalAndWait(TimeSpan.FromMinutes(1)));
                }
            });
            Assert.Equal(0, threadOf[Environment.CurrentManagedThreadId]);
            Assert.Equal([0, 4], threadOf.Values.Order());
        }
    }

    /// <summary>The claims that a pass has just left in the cache come first in the next, in their order.</summary>
    [Theory]
    [InlineData(0, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(2, new[] { 3, 4, 0, 1, 2 })]
    [InlineData(9, new[] { 0, 1, 2, 3, 4 })]
    public void TheLastClaimsMayComeFirst(int lastFirst, int[] expected)
    {
        using WorkerPool pool = new(1);
        List<int> order = [];
        pool.Run(5, order.Add, lastFirst);
        Assert.Equal(expected, order);
    }

    /// <summary>One caller has the threads, the others work alone; nobody waits for ever, nobody runs another's claim.</summary>
    [Fact]
    public void CallersCompete()
    {
        using WorkerPool pool = new(3);
        int failures = 0;
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(Call))];
        Array.ForEach(callers, caller => caller.Start());
        Assert.All(callers, caller => Assert.True(caller.Join(TimeSpan.FromMinutes(1)), "a caller never came back"));
        Assert.Equal(0, failures);

        void Call()
        {
            int[] runs = new int[16];
            for (int round = 1; round <= 300; round++)
            {
                pool.Run(runs.Length, claim => Interlocked.Increment(ref runs[claim]));
                if (runs.Any(count => count != round))
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AnExceptionReachesTheCallerAndThePoolGoesOn(int threads)
    {
        using WorkerPool pool = new(threads);
        for (int round = 0; round < 20; round++)
        {
            Assert.Equal("claim 5", Assert.Throws<InvalidDataException>(() => pool.Run(9, Fail)).Message);
            int sum = 0;
            pool.Run(9, claim => Interlocked.Add(ref sum, claim));
            Assert.Equal(36, sum);
        }

        static void Fail(int claim)
        {
            if (claim == 5)
            {
                throw new InvalidDataException("claim 5");
            }
        }
    }

    /// <summary>Work that calls the pool again, from the caller's thread or from a worker's.</summary>
    [Fact]
    public void WorkMayCallThePool()
    {
        using WorkerPool pool = new(3);
        for (int round = 0; round < 50; round++)
        {
            int[] runs = new int[64];
            pool.Run(8, outer => pool.Run(8, inner => Interlocked.Increment(ref runs[8 * outer + inner])));
            Assert.All(runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void ThreadsWakeUpAgain()
    {
        using WorkerPool pool = new(2);
        for (int round = 0; round < 5; round++)
        {
            Thread.Sleep(20);
            int sum = 0;
            pool.Run(100, claim => Interlocked.Add(ref sum, claim));
            Assert.Equal(4950, sum);
        }
    }

    [Fact]
    public void OneThreadNeedsNoPool()
    {
        Assert.Null(WorkerPool.Shared(1));
        Assert.Same(WorkerPool.Shared(3), WorkerPool.Shared(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));
    }
}
