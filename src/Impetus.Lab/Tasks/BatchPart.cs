namespace Impetus.Lab.Tasks;

/// <summary>The examples of a batch that a process takes, where several train one model: a stretch of them.</summary>
/// <param name="Offset">Examples before it, which are those of processes before this one.</param>
/// <param name="Count">Examples in it.</param>
/// <param name="Total">Examples in the batch.</param>
public readonly record struct BatchPart(int Offset, int Count, int Total)
{
    /// <summary>The part of a process.</summary>
    /// <param name="total">Examples in a batch.</param>
    /// <param name="rank">The number of the process.</param>
    /// <param name="size">How many processes there are; they take as many examples each, or one more than others.</param>
    public static BatchPart Of(int total, int rank, int size)
    {
        int start = (int)((long)total * rank / size), end = (int)((long)total * (rank + 1) / size);
        return new(start, end - start, total);
    }

    /// <summary>Its elements of something that has one for each example of the batch.</summary>
    public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> batch) => batch.Slice(Offset, Count);
}
