using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// AMSGrad (Reddi et al. 2018) on any scaling: P is made of the largest second moment so far. As in PyTorch, the maximum
/// is taken before the bias correction.
/// </summary>
/// <param name="scaling">The scaling whose second moment may only grow.</param>
public struct RunningMaximum<TScaling>(TScaling scaling) : IScaling
    where TScaling : struct, IScaling
{
#pragma warning disable IDE0044    // a readonly one would be copied for every call
    private TScaling _scaling = scaling;
#pragma warning restore IDE0044

    /// <inheritdoc/>
    public static int SlotCount => TScaling.SlotCount;

    /// <inheritdoc/>
    public static bool KeepsMaximum => true;

    /// <inheritdoc/>
    public static bool IsIdentity => TScaling.IsIdentity;

    /// <summary>v̂ ← max(v̂, v).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.Fourth = TLane.Max(slots.Fourth, _scaling.Observe(signal, mean, ref slots));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => _scaling.Precondition(secondMoment);
}
