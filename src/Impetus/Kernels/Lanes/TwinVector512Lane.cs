using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Impetus.Algebra;

namespace Impetus.Kernels.Lanes;

/// <summary>
/// Two vectors of 512 bits side by side: 32 floats or 16 doubles. The same as a <see cref="PairLane{THalf, TElement}"/> of
/// vectors, but written out, with half as many calls to inline: long rules outgrow the just-in-time compiler's budget else.
/// </summary>
internal readonly unsafe struct TwinVector512Lane<TElement>(Vector512<TElement> low, Vector512<TElement> high) : ILane<TwinVector512Lane<TElement>, TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<TElement> _low = low;
    private readonly Vector512<TElement> _high = high;

    public static int Width => 2 * Vector512<TElement>.Count;

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Load(TElement* source, nint index = 0)
        => new(Vector512.Load(source + index), Vector512.Load(source + (index + Vector512<TElement>.Count)));

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Repeat(TElement* source) => new(Vector512.Create(*source), Vector512.Create(*source));

    [MethodImpl(Inline)]
    public static void Store(TwinVector512Lane<TElement> value, TElement* destination, nint index = 0)
    {
        value._low.Store(destination + index);
        value._high.Store(destination + (index + Vector512<TElement>.Count));
    }

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Broadcast(in StepScalar value)
    {
        Vector512<TElement> each = typeof(TElement) == typeof(double)
            ? Vector512.Create(value.Wide).As<double, TElement>()
            : Vector512.Create(value.Narrow).As<float, TElement>();
        return new(each, each);
    }

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> operator +(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right)
        => new(left._low + right._low, left._high + right._high);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> operator -(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right)
        => new(left._low - right._low, left._high - right._high);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> operator *(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right)
        => new(left._low * right._low, left._high * right._high);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> operator /(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right)
        => new(left._low / right._low, left._high / right._high);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> MultiplyAdd(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right, TwinVector512Lane<TElement> addend)
        => typeof(TElement) == typeof(double)
            ? new(
                Vector512.FusedMultiplyAdd(left._low.AsDouble(), right._low.AsDouble(), addend._low.AsDouble()).As<double, TElement>(),
                Vector512.FusedMultiplyAdd(left._high.AsDouble(), right._high.AsDouble(), addend._high.AsDouble()).As<double, TElement>())
            : new(
                Vector512.FusedMultiplyAdd(left._low.AsSingle(), right._low.AsSingle(), addend._low.AsSingle()).As<float, TElement>(),
                Vector512.FusedMultiplyAdd(left._high.AsSingle(), right._high.AsSingle(), addend._high.AsSingle()).As<float, TElement>());

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> operator *(in StepScalar left, TwinVector512Lane<TElement> right) => Broadcast(left) * right;

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> operator +(TwinVector512Lane<TElement> left, in StepScalar right) => left + Broadcast(right);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> MultiplyAdd(in StepScalar left, TwinVector512Lane<TElement> right, TwinVector512Lane<TElement> addend) => MultiplyAdd(Broadcast(left), right, addend);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Sqrt(TwinVector512Lane<TElement> value) => new(Vector512.Sqrt(value._low), Vector512.Sqrt(value._high));

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Greater(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right) => new(
        Vector512.GreaterThan(left._low, right._low) & Vector512<TElement>.One,
        Vector512.GreaterThan(left._high, right._high) & Vector512<TElement>.One);

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Select(TwinVector512Lane<TElement> condition, TwinVector512Lane<TElement> first, TwinVector512Lane<TElement> second) => new(
        Vector512.ConditionalSelect(Vector512.Equals(condition._low, Vector512<TElement>.Zero), second._low, first._low),
        Vector512.ConditionalSelect(Vector512.Equals(condition._high, Vector512<TElement>.Zero), second._high, first._high));

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Min(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right)
        => new(Vector512.MinNative(left._low, right._low), Vector512.MinNative(left._high, right._high));

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Max(TwinVector512Lane<TElement> left, TwinVector512Lane<TElement> right)
        => new(Vector512.MaxNative(left._low, right._low), Vector512.MaxNative(left._high, right._high));

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Abs(TwinVector512Lane<TElement> value) => new(Vector512.Abs(value._low), Vector512.Abs(value._high));

    [MethodImpl(Inline)]
    public static TwinVector512Lane<TElement> Sign(TwinVector512Lane<TElement> value) => new(Sign(value._low), Sign(value._high));

    [MethodImpl(Inline)]
    private static Vector512<TElement> Sign(Vector512<TElement> value)
        => (Vector512.GreaterThan(value, Vector512<TElement>.Zero) & Vector512<TElement>.One)
            - (Vector512.LessThan(value, Vector512<TElement>.Zero) & Vector512<TElement>.One);
}
