using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Impetus.Algebra;

namespace Impetus.Kernels.Lanes;

/// <summary>256 bits of neighbouring coordinates: 8 floats or 4 doubles.</summary>
internal readonly unsafe struct Vector256Lane<TElement>(Vector256<TElement> value) : ILane<Vector256Lane<TElement>, TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<TElement> _value = value;

    public static int Width => Vector256<TElement>.Count;

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Load(TElement* source, nint index = 0) => new(Vector256.Load(source + index));

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Repeat(TElement* source) => new(Vector256.Create(*source));

    [MethodImpl(Inline)]
    public static void Store(Vector256Lane<TElement> value, TElement* destination, nint index = 0) => value._value.Store(destination + index);

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Broadcast(in StepScalar value)
        => typeof(TElement) == typeof(double)
            ? new(value.Wides.As<double, TElement>())
            : new(value.Narrows.As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> operator +(Vector256Lane<TElement> left, Vector256Lane<TElement> right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> operator -(Vector256Lane<TElement> left, Vector256Lane<TElement> right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> operator *(Vector256Lane<TElement> left, Vector256Lane<TElement> right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> operator /(Vector256Lane<TElement> left, Vector256Lane<TElement> right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> MultiplyAdd(Vector256Lane<TElement> left, Vector256Lane<TElement> right, Vector256Lane<TElement> addend)
        => typeof(TElement) == typeof(double)
            ? new(Vector256.FusedMultiplyAdd(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()).As<double, TElement>())
            : new(Vector256.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> operator *(in StepScalar left, Vector256Lane<TElement> right)
        => typeof(TElement) == typeof(double)
            ? new((left.Wides * right._value.AsDouble()).As<double, TElement>())
            : new((left.Narrows * right._value.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> operator +(Vector256Lane<TElement> left, in StepScalar right)
        => typeof(TElement) == typeof(double)
            ? new((left._value.AsDouble() + right.Wides).As<double, TElement>())
            : new((left._value.AsSingle() + right.Narrows).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> MultiplyAdd(in StepScalar left, Vector256Lane<TElement> right, Vector256Lane<TElement> addend)
        => typeof(TElement) == typeof(double)
            ? new(Vector256.FusedMultiplyAdd(left.Wides, right._value.AsDouble(), addend._value.AsDouble()).As<double, TElement>())
            : new(Vector256.FusedMultiplyAdd(left.Narrows, right._value.AsSingle(), addend._value.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Sqrt(Vector256Lane<TElement> value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Greater(Vector256Lane<TElement> left, Vector256Lane<TElement> right)
        => new(Vector256.GreaterThan(left._value, right._value) & Vector256<TElement>.One);

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Select(Vector256Lane<TElement> condition, Vector256Lane<TElement> first, Vector256Lane<TElement> second)
        => new(Vector256.ConditionalSelect(Vector256.Equals(condition._value, Vector256<TElement>.Zero), second._value, first._value));

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Min(Vector256Lane<TElement> left, Vector256Lane<TElement> right) => new(Vector256.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Max(Vector256Lane<TElement> left, Vector256Lane<TElement> right) => new(Vector256.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Abs(Vector256Lane<TElement> value) => new(Vector256.Abs(value._value));

    [MethodImpl(Inline)]
    public static Vector256Lane<TElement> Sign(Vector256Lane<TElement> value)
    {
        Vector256<TElement> zero = Vector256<TElement>.Zero, one = Vector256<TElement>.One;
        Vector256<TElement> positive = Vector256.GreaterThan(value._value, zero) & one;
        return new(positive - (Vector256.LessThan(value._value, zero) & one));
    }
}
