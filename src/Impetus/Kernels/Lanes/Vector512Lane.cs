using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Impetus.Algebra;

namespace Impetus.Kernels.Lanes;

/// <summary>512 bits of neighbouring coordinates: 16 floats or 8 doubles.</summary>
internal readonly unsafe struct Vector512Lane<TElement>(Vector512<TElement> value) : ILane<Vector512Lane<TElement>, TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<TElement> _value = value;

    public static int Width => Vector512<TElement>.Count;

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Load(TElement* source, nint index = 0) => new(Vector512.Load(source + index));

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Repeat(TElement* source) => new(Vector512.Create(*source));

    [MethodImpl(Inline)]
    public static void Store(Vector512Lane<TElement> value, TElement* destination, nint index = 0) => value._value.Store(destination + index);

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Broadcast(in StepScalar value)
        => typeof(TElement) == typeof(double)
            ? new(Vector512.Create(value.Wide).As<double, TElement>())
            : new(Vector512.Create(value.Narrow).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> operator +(Vector512Lane<TElement> left, Vector512Lane<TElement> right) => new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> operator -(Vector512Lane<TElement> left, Vector512Lane<TElement> right) => new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> operator *(Vector512Lane<TElement> left, Vector512Lane<TElement> right) => new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> operator /(Vector512Lane<TElement> left, Vector512Lane<TElement> right) => new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> MultiplyAdd(Vector512Lane<TElement> left, Vector512Lane<TElement> right, Vector512Lane<TElement> addend)
        => typeof(TElement) == typeof(double)
            ? new(Vector512.FusedMultiplyAdd(left._value.AsDouble(), right._value.AsDouble(), addend._value.AsDouble()).As<double, TElement>())
            : new(Vector512.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> operator *(in StepScalar left, Vector512Lane<TElement> right)
        => typeof(TElement) == typeof(double)
            ? new((Vector512.Create(left.Wide) * right._value.AsDouble()).As<double, TElement>())
            : new((Vector512.Create(left.Narrow) * right._value.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> operator +(Vector512Lane<TElement> left, in StepScalar right)
        => typeof(TElement) == typeof(double)
            ? new((left._value.AsDouble() + Vector512.Create(right.Wide)).As<double, TElement>())
            : new((left._value.AsSingle() + Vector512.Create(right.Narrow)).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> MultiplyAdd(in StepScalar left, Vector512Lane<TElement> right, Vector512Lane<TElement> addend)
        => typeof(TElement) == typeof(double)
            ? new(Vector512.FusedMultiplyAdd(Vector512.Create(left.Wide), right._value.AsDouble(), addend._value.AsDouble()).As<double, TElement>())
            : new(Vector512.FusedMultiplyAdd(Vector512.Create(left.Narrow), right._value.AsSingle(), addend._value.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Sqrt(Vector512Lane<TElement> value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Greater(Vector512Lane<TElement> left, Vector512Lane<TElement> right)
        => new(Vector512.GreaterThan(left._value, right._value) & Vector512<TElement>.One);

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Select(Vector512Lane<TElement> condition, Vector512Lane<TElement> first, Vector512Lane<TElement> second)
        => new(Vector512.ConditionalSelect(Vector512.Equals(condition._value, Vector512<TElement>.Zero), second._value, first._value));

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Min(Vector512Lane<TElement> left, Vector512Lane<TElement> right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Max(Vector512Lane<TElement> left, Vector512Lane<TElement> right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Abs(Vector512Lane<TElement> value) => new(Vector512.Abs(value._value));

    [MethodImpl(Inline)]
    public static Vector512Lane<TElement> Sign(Vector512Lane<TElement> value)
    {
        Vector512<TElement> zero = Vector512<TElement>.Zero, one = Vector512<TElement>.One;
        Vector512<TElement> positive = Vector512.GreaterThan(value._value, zero) & one;
        return new(positive - (Vector512.LessThan(value._value, zero) & one));
    }
}
