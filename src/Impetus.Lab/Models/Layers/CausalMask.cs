using System.Collections.Concurrent;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Layers;

/// <summary>What keeps a position from seeing later ones: −∞ above the diagonal, 0 elsewhere, to be added to attention scores.</summary>
internal static class CausalMask
{
    // Constants, so all models of a process share them.
    private static readonly ConcurrentDictionary<(long, ScalarType), Tensor> Masks = new();

    /// <summary>The mask (length, length) of queries by keys. It is shared: do not write to it.</summary>
    /// <param name="length">Positions.</param>
    /// <param name="type">The type of the scores.</param>
    public static Tensor Of(long length, ScalarType type) => Masks.GetOrAdd((length, type), static key => Create(key));

    private static Tensor Create((long Length, ScalarType Type) key)
    {
        using Tensor full = empty([key.Length, key.Length], dtype: key.Type).FillInPlace(double.NegativeInfinity);
        return full.triu(1).DetachFromDisposeScope();
    }
}
