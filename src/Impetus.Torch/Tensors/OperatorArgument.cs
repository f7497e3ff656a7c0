using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <summary>
/// One argument of an <see cref="TensorOperator"/>. It converts from whatever an operator takes, so that a call reads like
/// <c>convolution.Call(input, weight, bias, stride)</c>; <c>null</c> is "none".
/// </summary>
public readonly struct OperatorArgument
{
    internal readonly ValueTag Tag;
    internal readonly object? Reference;
    internal readonly long Bits;

    private OperatorArgument(ValueTag tag, object? reference, long bits)
    {
        Tag = tag;
        Reference = reference;
        Bits = bits;
    }

    /// <summary>An optional argument that is left out.</summary>
    public static OperatorArgument None => default;

    /// <summary>The default that the operator declares for this argument.</summary>
    public static OperatorArgument Default => new(ValueTag.Default, null, 0);

    /// <summary>A tensor; null is none.</summary>
    public static implicit operator OperatorArgument(Tensor? tensor) =>
        tensor is null ? None : new(ValueTag.Tensor, tensor, 0);

    /// <summary>An integer.</summary>
    public static implicit operator OperatorArgument(long value) => new(ValueTag.Integer, null, value);

    /// <summary>An integer.</summary>
    public static implicit operator OperatorArgument(int value) => new(ValueTag.Integer, null, value);

    /// <summary>A real number.</summary>
    public static implicit operator OperatorArgument(double real) =>
        new(ValueTag.Real, null, BitConverter.DoubleToInt64Bits(real));

    /// <summary>A truth value.</summary>
    public static implicit operator OperatorArgument(bool boolean) => new(ValueTag.Boolean, null, boolean ? 1 : 0);

    /// <summary>A scalar type, where an operator takes a <c>dtype</c>.</summary>
    public static implicit operator OperatorArgument(ScalarType type) => new(ValueTag.Integer, null, (long)type);

    /// <summary>A list of integers: a shape, a list of dimensions.</summary>
    public static implicit operator OperatorArgument(long[] integers) => new(ValueTag.Integers, integers, 0);

    /// <summary>A list of real numbers.</summary>
    public static implicit operator OperatorArgument(double[] reals) => new(ValueTag.Reals, reals, 0);

    /// <summary>A list of tensors, with null where the operator takes optional ones.</summary>
    public static implicit operator OperatorArgument(Tensor?[] tensors) => new(ValueTag.Tensors, tensors, 0);

    /// <summary>A text, or the name of a device.</summary>
    public static implicit operator OperatorArgument(string text) => new(ValueTag.Text, text, 0);
}
