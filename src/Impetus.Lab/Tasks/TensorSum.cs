using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>
/// Sums of tensors where much garbage is collected. TorchSharp's + makes a scalar for every sum and lets go of it before libtorch has
/// read it; a collection at that moment ends the run with "Expected false to be true". This one lives as long as the process.
/// </summary>
internal static class TensorSum
{
    private static readonly Scalar One = 1.ToScalar();

    /// <summary>The sum of two tensors.</summary>
    public static Tensor Plus(this Tensor one, Tensor other) => one.add(other, One);
}
