using System.Collections.Concurrent;

namespace Impetus.Torch.Modules;

/// <summary>What keeps a position from seeing later ones: −∞ above the diagonal, 0 elsewhere, to be added to attention scores.</summary>
public static class CausalMask
{
    // Constants, so all models of a process share them.
    private static readonly ConcurrentDictionary<(long, ScalarType), Tensor> Masks = new();

    /// <summary>The mask (length, length) of queries by keys. It is shared: do not write to it.</summary>
    /// <param name="length">Positions.</param>
    /// <param name="type">The type of the scores.</param>
    public static Tensor Of(long length, ScalarType type) => Masks.GetOrAdd((length, type), static key => Create(key));

    private static Tensor Create((long Length, ScalarType Type) key)
    {
        float[] values = new float[key.Length * key.Length];
        for (long query = 0; query < key.Length; query++)
        {
            values.AsSpan((int)(query * key.Length + query + 1), (int)(key.Length - query - 1)).Fill(float.NegativeInfinity);
        }
        using Tensor mask = Tensor.From(values, key.Length, key.Length);
        return (key.Type == ScalarType.Float32 ? mask.Clone() : mask.To(key.Type)).KeepOutOfScopes();
    }
}
