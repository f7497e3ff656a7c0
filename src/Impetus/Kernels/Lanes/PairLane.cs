using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Kernels.Lanes;

/// <summary>
/// Two lanes side by side, a lane of twice the width. Reductions run over pairs, and pairs of pairs, so that they
/// keep the same number of running sums, and hence the same bits, on hardware of any width.
/// </summary>
internal readonly unsafe struct PairLane<THalf, TElement>(THalf low, THalf high) : ILane<PairLane<THalf, TElement>, TElement>
    where THalf : struct, ILane<THalf, TElement>
    where TElement : unmanaged
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly THalf _low = low;
    private readonly THalf _high = high;

    public static int Width => 2 * THalf.Width;

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Load(TElement* source, nint index = 0) => new(THalf.Load(source, index), THalf.Load(source, index + THalf.Width));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Repeat(TElement* source) => new(THalf.Repeat(source), THalf.Repeat(source));

    [MethodImpl(Inline)]
    public static void Store(PairLane<THalf, TElement> value, TElement* destination, nint index = 0)
    {
        THalf.Store(value._low, destination, index);
        THalf.Store(value._high, destination, index + THalf.Width);
    }

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Broadcast(in StepScalar value) => new(THalf.Broadcast(value), THalf.Broadcast(value));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> operator +(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(left._low + right._low, left._high + right._high);

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> operator -(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(left._low - right._low, left._high - right._high);

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> operator *(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(left._low * right._low, left._high * right._high);

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> operator /(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(left._low / right._low, left._high / right._high);

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> MultiplyAdd(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right, PairLane<THalf, TElement> addend)
        => new(THalf.MultiplyAdd(left._low, right._low, addend._low), THalf.MultiplyAdd(left._high, right._high, addend._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> operator *(in StepScalar left, PairLane<THalf, TElement> right) => new(left * right._low, left * right._high);

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> operator +(PairLane<THalf, TElement> left, in StepScalar right) => new(left._low + right, left._high + right);

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> MultiplyAdd(in StepScalar left, PairLane<THalf, TElement> right, PairLane<THalf, TElement> addend)
        => new(THalf.MultiplyAdd(left, right._low, addend._low), THalf.MultiplyAdd(left, right._high, addend._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Sqrt(PairLane<THalf, TElement> value) => new(THalf.Sqrt(value._low), THalf.Sqrt(value._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Greater(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(THalf.Greater(left._low, right._low), THalf.Greater(left._high, right._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Select(PairLane<THalf, TElement> condition, PairLane<THalf, TElement> first, PairLane<THalf, TElement> second)
        => new(THalf.Select(condition._low, first._low, second._low), THalf.Select(condition._high, first._high, second._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Min(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(THalf.Min(left._low, right._low), THalf.Min(left._high, right._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Max(PairLane<THalf, TElement> left, PairLane<THalf, TElement> right)
        => new(THalf.Max(left._low, right._low), THalf.Max(left._high, right._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Abs(PairLane<THalf, TElement> value) => new(THalf.Abs(value._low), THalf.Abs(value._high));

    [MethodImpl(Inline)]
    public static PairLane<THalf, TElement> Sign(PairLane<THalf, TElement> value) => new(THalf.Sign(value._low), THalf.Sign(value._high));
}
