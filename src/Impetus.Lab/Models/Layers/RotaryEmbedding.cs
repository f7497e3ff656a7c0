using System.Collections.Concurrent;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// Rotary position embedding (Su et al. 2021): at position p, the coordinates k and k + headSize/2 of every head are rotated
/// by the angle p·base^(−2k/headSize), so that scalar products of queries and keys depend on the distance of their positions.
/// </summary>
/// <remarks>
/// Checkpoints that rotate neighbouring coordinates 2k and 2k + 1 instead are the same model with the rows of the query and
/// key projections in another order.
/// </remarks>
internal sealed class RotaryEmbedding : Module<Tensor, Tensor>
{
    // The tables are constants, so all models of a process share them.
    private static readonly ConcurrentDictionary<(int, long, double, ScalarType), (Tensor Cosines, Tensor Sines)> Tables = new();

    private readonly int _headSize;
    private readonly double _angleBase;

    /// <param name="headSize">Length of a head; even.</param>
    /// <param name="angleBase">The base of the angles.</param>
    public RotaryEmbedding(int headSize, double angleBase = 10_000)
        : base(nameof(RotaryEmbedding))
    {
        if (headSize < 2 || headSize % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(headSize), headSize, "A head that is rotated has an even length.");
        }

        (_headSize, _angleBase) = (headSize, angleBase);
    }

    /// <summary>Rotates heads of shape (batch, position, head, headSize).</summary>
    public override Tensor forward(Tensor heads)
    {
        (Tensor cosines, Tensor sines) = Tables.GetOrAdd(
            (_headSize, heads.shape[1], _angleBase, heads.dtype), static key => CreateTables(key));
        return (heads * cosines).PlusProduct(heads.roll(_headSize / 2, -1), sines);
    }

    // (position, 1, headSize). The first half of the sines is negative: x cos − y sin for x, y cos + x sin for y.
    private static (Tensor Cosines, Tensor Sines) CreateTables(
        (int HeadSize, long Length, double AngleBase, ScalarType Type) key)
    {
        int half = key.HeadSize / 2;
        double[] cosines = new double[key.Length * key.HeadSize];
        double[] sines = new double[cosines.Length];
        for (int i = 0; i < cosines.Length; i++)
        {
            (int position, int coordinate) = Math.DivRem(i, key.HeadSize);
            double angle = position * Math.Pow(key.AngleBase, -2.0 * (coordinate % half) / key.HeadSize);
            cosines[i] = Math.Cos(angle);
            sines[i] = coordinate < half ? -Math.Sin(angle) : Math.Sin(angle);
        }

        return (Constant(cosines), Constant(sines));

        Tensor Constant(double[] values) => TensorValues.Copy<double>(values, key.Length, 1, key.HeadSize).to(key.Type).DetachFromDisposeScope();
    }
}
