namespace Impetus.Algebra;

/// <summary>
/// A scaling normalises the coordinates. A value of this type holds the scalars of one step; its methods are the
/// arithmetic of one coordinate, written once for every lane.
/// </summary>
public interface IScaling
{
    /// <summary>How many slots one coordinate needs, at most three.</summary>
    static abstract int SlotCount { get; }

    /// <summary>Whether the fourth slot holds the largest second moment so far.</summary>
    static virtual bool KeepsMaximum => false;

    /// <summary>Whether every coordinate is left as it is.</summary>
    static virtual bool IsIdentity => false;

    /// <summary>Takes in the signal of one coordinate and gives its estimate of the second moment, v.</summary>
    /// <param name="signal">The gradient, or what the memory aggregated.</param>
    /// <param name="mean">What the memory expects of it (<see cref="IMemory.Mean"/>); 0 where the scaling comes first.</param>
    /// <param name="slots">What the scaling keeps of this coordinate.</param>
    TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>;

    /// <summary>P, from v.</summary>
    TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>;
}
