namespace Impetus.Distributed;

/// <summary>Small things that all processes have to see alike. Each is gathered from all and put together in the order of the processes.</summary>
public static class Agreement
{
    /// <summary>The numbers of all processes, in their order.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="own">Those of this process; all have as many.</param>
    public static double[] Gather(this IProcessGroup processes, params ReadOnlySpan<double> own)
    {
        ArgumentNullException.ThrowIfNull(processes);
        double[] all = new double[processes.Size * own.Length];
        own.CopyTo(all.AsSpan(processes.Rank * own.Length));
        int[] counts = new int[processes.Size];
        Array.Fill(counts, own.Length);
        processes.AllGather<double>(all, counts);
        return all;
    }

    /// <summary>The sum of the numbers of all processes: of the same bits everywhere and every time.</summary>
    public static double Sum(this IProcessGroup processes, double value)
    {
        double sum = 0;
        foreach (double each in processes.Gather(value))
        {
            sum += each;
        }

        return sum;
    }

    /// <summary>Whether it holds in any process.</summary>
    public static bool Any(this IProcessGroup processes, bool holds) => Array.Exists(processes.Gather(holds ? 1 : 0), static value => value != 0);

    /// <summary>Sets every flag that is set in any process.</summary>
    public static void Any(this IProcessGroup processes, Span<bool> flags)
    {
        ArgumentNullException.ThrowIfNull(processes);
        bool[] all = new bool[processes.Size * flags.Length];
        flags.CopyTo(all.AsSpan(processes.Rank * flags.Length));
        int[] counts = new int[processes.Size];
        Array.Fill(counts, flags.Length);
        processes.AllGather<bool>(all, counts);
        for (int place = 0; place < all.Length; place++)
        {
            flags[place % flags.Length] |= all[place];
        }
    }

    /// <summary>
    /// Has the first process do something alone, for which the others wait: make a folder, read a file. What it throws ends the others with
    /// an <see cref="EndedElsewhereException"/>.
    /// </summary>
    /// <param name="processes">The processes.</param>
    /// <param name="act">What the first does. It gives a text, which all get.</param>
    public static string FromFirst(this IProcessGroup processes, Func<string> act)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(act);
        string text = "";
        Exception? failure = null;
        try
        {
            text = processes.Rank == 0 ? act() : "";
        }
        catch (Exception error)
        {
            failure = error;
        }

        // A negative length stands for a failure.
        int[] length = [failure is null ? text.Length : -1];
        processes.Broadcast<int>(length, 0);
        if (length[0] < 0)
        {
            throw failure?.KnownToAll() ?? new EndedElsewhereException();
        }

        char[] letters = processes.Rank == 0 ? text.ToCharArray() : new char[length[0]];
        processes.Broadcast<char>(letters, 0);
        return new string(letters);
    }

    /// <summary>Marks a failure that all processes have alike, so that none has to be told.</summary>
    /// <returns>The failure, to be thrown.</returns>
    public static TException KnownToAll<TException>(this TException failure)
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(failure);
        failure.Data[nameof(EndedElsewhereException)] = true;
        return failure;
    }

    /// <summary>Whether all processes know of a failure, so that none has to be told.</summary>
    public static bool IsKnownToAll(this Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure is EndedElsewhereException || failure.Data.Contains(nameof(EndedElsewhereException));
    }
}

/// <summary>The first process has failed, and tells why.</summary>
public sealed class EndedElsewhereException() : Exception("Process 0 has failed, and tells why.");
