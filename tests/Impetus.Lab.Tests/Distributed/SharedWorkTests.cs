using System.Collections.Concurrent;
using System.Diagnostics;
using Impetus.Lab.Processes;

namespace Impetus.Lab.Tests.Distributed;

/// <summary>Runs that processes share out through a folder.</summary>
public sealed class SharedWorkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AnotherClaimsWithinASecondWhileTheFirstIsDeepInARun()
    {
        new SharedRuns(_folder).Begin();
        using ManualResetEventSlim isIn = new(), goOn = new();
        Thread first = new(() => Take(unit =>
        {
            isIn.Set();
            goOn.Wait();
        }));
        first.Start();
        isIn.Wait();
        long start = Stopwatch.GetTimestamp();
        List<string> taken = [];

        Take(taken.Add);

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1), "nobody waits for the first");
        Assert.Equal(["1", "2", "3"], taken);
        goOn.Set();
        first.Join();
    }

    [Fact]
    public void EveryRunIsTakenOnceAndWhatDependsOnOthersAfterThem()
    {
        new SharedRuns(_folder).Begin();
        ConcurrentBag<string> taken = [];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() => Take(taken.Add, count: 40, isReady: (runs, name) => name != "0" || runs.ResultOf("39") is not null)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(Enumerable.Range(0, 40), taken.Select(int.Parse).Order());
    }

    [Fact]
    public void AnotherJobKeepsResultsAndForgetsClaims()
    {
        SharedRuns runs = new(_folder);
        Assert.Empty(runs.Begin());
        Assert.True(runs.TryClaim("done") && runs.TryClaim("begun") && !runs.TryClaim("begun"));
        runs.Publish("done", "{}");

        Assert.Equal(["begun"], new SharedRuns(_folder).Begin());

        Assert.True(runs.TryClaim("begun"));
        Assert.Equal("{}", File.ReadAllText(runs.ResultOf("done")!));
    }

    private void Take(Action<string> train, int count = 4, Func<SharedRuns, string, bool>? isReady = null)
    {
        SharedRuns runs = new(_folder);
        SharedUnit[] units =
        [
            .. Enumerable.Range(0, count).Select(number => $"{number}").Select(name => new SharedUnit(
                name, name, () => runs.ResultOf(name) is not null, () => isReady?.Invoke(runs, name) ?? true, _ =>
                {
                    train(name);
                    return "{}";
                })),
        ];
        new SharedWork(runs, null, static () => { }).TakeAll(units, CancellationToken.None);
    }
}
