namespace Impetus.Kernels;

/// <summary>The arrays that a rule keeps, each the size of the parameters, by number and tensor, wherever they live.</summary>
internal abstract class StateArrays : IDisposable
{
    /// <summary>Has two arrays of a tensor exchange their names, which costs less than exchanging what they hold.</summary>
    public abstract void Exchange(int one, int other, int tensor);

    /// <summary>Copies an array of a tensor over another.</summary>
    public abstract void Copy(int source, int target, int tensor);

    /// <summary>target ← target + (added − removed).</summary>
    public abstract void AddDifference(int target, int added, int removed, int tensor);

    /// <summary>target ← the sum of <paramref name="count"/> arrays from <paramref name="first"/> on, in order.</summary>
    public abstract void Sum(int target, int first, int count, int tensor);

    /// <summary>Reads bytes of the part of an array that belongs to a tensor. Where others keep some of them, these stay as they are.</summary>
    public abstract void Read(int array, int tensor, long offset, Span<byte> bytes);

    /// <summary>Writes bytes of the part of an array that belongs to a tensor. Those that others keep are passed over.</summary>
    public abstract void Write(int array, int tensor, long offset, ReadOnlySpan<byte> bytes);

    /// <inheritdoc/>
    public abstract void Dispose();
}
