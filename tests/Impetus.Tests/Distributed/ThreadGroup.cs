using System.Runtime.InteropServices;
using Impetus.Distributed;

namespace Impetus.Tests.Distributed;

/// <summary>Threads that stand for processes.</summary>
internal sealed class ThreadGroup : IProcessGroup
{
    private readonly Board _board;

    private ThreadGroup(Board board, int rank) => (_board, Rank) = (board, rank);

    public int Rank { get; }

    public int Size => _board.Places.Length;

    /// <summary>Runs something in every one of them.</summary>
    /// <returns>What each has given, in order.</returns>
    public static T[] Run<T>(int size, Func<IProcessGroup, T> run)
    {
        using Board board = new(size);
        T[] results = new T[size];
        Exception?[] failures = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() => failures[rank] = Record.Exception(() => results[rank] = run(new ThreadGroup(board, rank)))))];
        Array.ForEach(threads, thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromMinutes(1)), "one waits for another for ever"));
        return failures.OfType<Exception>().FirstOrDefault() is { } failure ? throw failure : results;
    }

    public void Barrier() => _board.Meeting.SignalAndWait();

    public void Broadcast<T>(Span<T> data, int root)
        where T : unmanaged => Exchange(data, (places, own) => MemoryMarshal.Cast<byte, T>(places[root]).CopyTo(own.Span), MemoryMarshal.AsBytes(data).ToArray());

    public void AllGather<T>(Span<T> all, ReadOnlySpan<int> counts)
        where T : unmanaged
    {
        int[] lengths = counts.ToArray();
        Assert.Equal(all.Length, lengths.Sum());
        int start = lengths[..Rank].Sum();
        Exchange(all, (places, own) => places.SelectMany(place => MemoryMarshal.Cast<byte, T>(place).ToArray()).ToArray().CopyTo(own), MemoryMarshal.AsBytes(all.Slice(start, lengths[Rank])).ToArray());
    }

    public void AllToAll<T>(ReadOnlySpan<T> send, ReadOnlySpan<Stretch> sendParts, Span<T> receive, ReadOnlySpan<Stretch> receiveParts)
        where T : unmanaged
    {
        T[][] parts = new T[Size][];
        for (int process = 0; process < Size; process++)
        {
            parts[process] = send.Slice(sendParts[process].Start, sendParts[process].Length).ToArray();
        }

        _board.Parts[Rank] = parts;
        Barrier();
        for (int process = 0; process < Size; process++)
        {
            T[] part = ((T[][])_board.Parts[process]!)[Rank];
            Assert.Equal(receiveParts[process].Length, part.Length);
            part.CopyTo(receive[receiveParts[process].Start..]);
        }

        Barrier();
    }

    private void Exchange<T>(Span<T> data, Action<byte[][], Memory<T>> take, byte[] given)
        where T : unmanaged
    {
        _board.Places[Rank] = given;
        Barrier();
        T[] result = data.ToArray();
        take(_board.Places, result);
        result.CopyTo(data);
        Barrier();
    }

    private sealed class Board(int size) : IDisposable
    {
        public Barrier Meeting { get; } = new(size);

        public byte[][] Places { get; } = new byte[size][];

        public Array?[] Parts { get; } = new Array?[size];

        public void Dispose() => Meeting.Dispose();
    }
}
