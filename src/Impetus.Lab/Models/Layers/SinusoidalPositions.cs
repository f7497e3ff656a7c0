using System.Collections.Concurrent;
using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Layers;

/// <summary>Position encoding without parameters (Vaswani et al. 2017, section 3.5).</summary>
internal static class SinusoidalPositions
{
    // Constants, so all models of a process share them.
    private static readonly ConcurrentDictionary<(long, int, ScalarType), Tensor> Tables = new();

    /// <summary>sin(p/10000^(2k/width)) at the coordinate 2k of position p, the cosine at 2k + 1.</summary>
    /// <param name="length">Positions.</param>
    /// <param name="width">Length of a position's vector.</param>
    /// <param name="type">The type of the vectors.</param>
    /// <returns>(length, width), shared: do not write to it.</returns>
    public static Tensor Of(long length, int width, ScalarType type) => Tables.GetOrAdd((length, width, type), static key => Create(key));

    private static Tensor Create((long Length, int Width, ScalarType Type) key)
    {
        double[] values = new double[key.Length * key.Width];
        for (int i = 0; i < values.Length; i++)
        {
            (int position, int coordinate) = Math.DivRem(i, key.Width);
            double angle = position / Math.Pow(10_000, (double)(coordinate / 2 * 2) / key.Width);
            values[i] = coordinate % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
        }

        return TensorValues.Copy<double>(values, key.Length, key.Width).to(key.Type).DetachFromDisposeScope();
    }
}
