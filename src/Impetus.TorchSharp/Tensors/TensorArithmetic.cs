using TorchSharp;
using static TorchSharp.torch;

// Scalars are banned elsewhere; here their lifetime is seen to.
#pragma warning disable RS0030

namespace Impetus.Torch;

/// <summary>
/// Arithmetic of tensors with numbers, and numbers read from tensors, with the results of TorchSharp's own operators to the bit. Those make a
/// <see cref="Scalar"/> that nothing holds while libtorch reads it: where garbage is collected at that moment, it is freed, and the operation
/// fails ("Unknown scalar type", "Expected false to be true"). Here a scalar lives until libtorch has returned.
/// </summary>
internal static class TensorArithmetic
{
    // libtorch multiplies by a scalar what it adds, and TorchSharp makes one for every sum.
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar Two = 2.ToScalar();

    public static Tensor Plus(this Tensor tensor, Tensor other) => tensor.add(other, One);

    public static Tensor Plus(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.add(scalar, One));

    public static Tensor PlusProduct(this Tensor tensor, Tensor left, Tensor right) => tensor.addcmul(left, right, One);

    public static Tensor Minus(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.sub(scalar));

    public static Tensor Times(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.mul(scalar));

    public static Tensor Over(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.div(scalar));

    public static Tensor Squared(this Tensor tensor) => tensor.pow(Two);

    public static Tensor AtLeast(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.clamp_min(scalar));

    public static Tensor AtMost(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.clamp_max(scalar));

    public static Tensor IsAbove(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.gt(scalar));

    public static Tensor IsBelow(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.lt(scalar));

    public static Tensor PlusInPlace(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    public static Tensor PlusInPlace(this Tensor tensor, Tensor other, double factor) =>
        With(factor, (tensor, other), static (tensors, scalar) => tensors.tensor.add_(tensors.other, scalar));

    public static Tensor TimesInPlace(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.mul_(scalar));

    public static Tensor FillInPlace(this Tensor tensor, double number) => With(number, tensor, static (tensor, scalar) => tensor.fill_(scalar));

    /// <summary>Puts a number where a mask is true.</summary>
    public static Tensor FillInPlace(this Tensor tensor, Tensor mask, double number) =>
        With(number, (tensor, mask), static (tensors, scalar) => tensors.tensor.masked_fill_(tensors.mask, scalar));

    /// <summary>Counts one up, in place.</summary>
    public static Tensor Increment(this Tensor tensor) => tensor.add_(One, One);

    /// <summary>The number in a tensor that has one element.</summary>
    public static double ReadDouble(this Tensor tensor)
    {
        using Scalar scalar = tensor.ToScalar();
        return scalar.ToDouble();
    }

    /// <summary>The whole number in a tensor that has one element.</summary>
    public static long ReadInt64(this Tensor tensor)
    {
        using Scalar scalar = tensor.ToScalar();
        return scalar.ToInt64();
    }

    private static Tensor With<TTensors>(double number, TTensors tensors, Func<TTensors, Scalar, Tensor> operation)
    {
        using Scalar scalar = number.ToScalar();
        return operation(tensors, scalar);
    }
}
