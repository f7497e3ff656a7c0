using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Kernels.Lanes;

/// <summary>One coordinate: the tail of every loop, and the oracle of every test.</summary>
internal readonly unsafe struct ScalarLane<TElement>(TElement value) : ILane<ScalarLane<TElement>, TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly TElement _value = value;

    public static int Width => 1;

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Load(TElement* source, nint index = 0) => new(source[index]);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Repeat(TElement* source) => new(*source);

    [MethodImpl(Inline)]
    public static void Store(ScalarLane<TElement> value, TElement* destination, nint index = 0) => destination[index] = value._value;

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Broadcast(in StepScalar value)
        => new(typeof(TElement) == typeof(double) ? TElement.CreateTruncating(value.Wide) : TElement.CreateTruncating(value.Narrow));

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> operator +(ScalarLane<TElement> left, ScalarLane<TElement> right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> operator -(ScalarLane<TElement> left, ScalarLane<TElement> right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> operator *(ScalarLane<TElement> left, ScalarLane<TElement> right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> operator /(ScalarLane<TElement> left, ScalarLane<TElement> right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> MultiplyAdd(ScalarLane<TElement> left, ScalarLane<TElement> right, ScalarLane<TElement> addend)
        => new(TElement.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> operator *(in StepScalar left, ScalarLane<TElement> right) => Broadcast(left) * right;

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> operator +(ScalarLane<TElement> left, in StepScalar right) => left + Broadcast(right);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> MultiplyAdd(in StepScalar left, ScalarLane<TElement> right, ScalarLane<TElement> addend) => MultiplyAdd(Broadcast(left), right, addend);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Sqrt(ScalarLane<TElement> value) => new(TElement.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Greater(ScalarLane<TElement> left, ScalarLane<TElement> right)
        => new(left._value > right._value ? TElement.One : TElement.Zero);

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Select(ScalarLane<TElement> condition, ScalarLane<TElement> first, ScalarLane<TElement> second)
        => condition._value == TElement.Zero ? second : first;

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Min(ScalarLane<TElement> left, ScalarLane<TElement> right)
#if NET9_0_OR_GREATER
        => new(TElement.MinNative(left._value, right._value));
#else
        => left._value < right._value ? left : right;
#endif

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Max(ScalarLane<TElement> left, ScalarLane<TElement> right)
#if NET9_0_OR_GREATER
        => new(TElement.MaxNative(left._value, right._value));
#else
        => left._value > right._value ? left : right;
#endif

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Abs(ScalarLane<TElement> value) => new(TElement.Abs(value._value));

    [MethodImpl(Inline)]
    public static ScalarLane<TElement> Sign(ScalarLane<TElement> value)
        => new(value._value > TElement.Zero ? TElement.One : value._value < TElement.Zero ? -TElement.One : TElement.Zero);
}
