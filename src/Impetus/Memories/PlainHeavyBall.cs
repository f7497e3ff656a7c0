using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>A <see cref="HeavyBall"/> without dampening and look-ahead, as most are: the same bits with two products less in every coordinate.</summary>
/// <remarks>
/// 1 · x is x. 0 · g is not left out: it is not a number where g is not finite, and settles the sign of a zero.
/// </remarks>
internal readonly struct PlainHeavyBall(double momentum) : IMemory
{
    private readonly StepScalar _momentum = momentum;    // β
    private readonly StepScalar _gradient = 0;

    public static int SlotCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>m ← βm + g; d = m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane m = TLane.MultiplyAdd(_momentum, slots.First, aggregate);
        slots.First = m;
        return TLane.MultiplyAdd(_gradient, aggregate, m);
    }
}
