using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>
/// A memory turns the gradients so far into a direction. A value of this type holds the scalars of one step;
/// its methods are the arithmetic of one coordinate, written once for every lane.
/// </summary>
public interface IMemory
{
    /// <summary>How many slots one coordinate needs, at most four.</summary>
    static abstract int SlotCount { get; }

    /// <summary>How many sums over all coordinates the step needs before it can move, at most four; 0 saves the pass.</summary>
    static virtual int SumCount => 0;

    /// <summary>
    /// Whether the sums are taken while the step moves, because only later steps depend on them. Saves the pass as well;
    /// <see cref="Measure"/> then sees the gradient alone.
    /// </summary>
    static virtual bool SumsWhileMoving => false;

    /// <summary>
    /// Whether the first slot is written to an array of its own and the third only read: an array can then change its name
    /// instead of being copied. A memory that does so has three slots.
    /// </summary>
    static virtual bool RenamesArrays => false;

    /// <summary>What <see cref="Measure"/> looks at, beside the gradient.</summary>
    static virtual Inputs Inputs => Inputs.None;

    /// <summary>Whether <see cref="Update"/> gives P⁻¹d rather than d, for a memory that divides by P in any case.</summary>
    static virtual bool Preconditions => false;

    /// <summary>Whether <see cref="Follow"/> is called, for a memory that keeps something of the parameter itself.</summary>
    static virtual bool FollowsParameter => false;

    /// <summary>
    /// What the memory expects of the gradient after <see cref="Aggregate"/>, for a scaling that measures how far gradients lie
    /// from it; 0 for a memory that keeps no mean.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => TLane.Broadcast(0);

    /// <summary>
    /// What the memory makes of a gradient before the scaling sees it. Most memories leave the gradient as it is; one
    /// that aggregates stored vectors gives the aggregate, so that the scaling observes the aggregate as well.
    /// </summary>
    TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>;

    /// <summary>Takes in the aggregate of one coordinate and gives its direction.</summary>
    /// <param name="aggregate">What <see cref="Aggregate"/> gave.</param>
    /// <param name="preconditioner">P, where the memory comes before the scaling; else 1.</param>
    /// <param name="slots">What the memory keeps of this coordinate.</param>
    TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>;

    /// <summary>Takes note of where the step has led, where <see cref="FollowsParameter"/>; gives where the parameter goes.</summary>
    /// <param name="before">θ before the step.</param>
    /// <param name="after">θ after it.</param>
    /// <param name="slots">What the memory keeps of this coordinate.</param>
    TLane Follow<TLane>(TLane before, TLane after, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => after;

    /// <summary>
    /// Adds one coordinate's terms to the sums of the step, where there are any. Where the gradient is not finite, a sum must not be
    /// finite either: a step looks for such gradients in the sums.
    /// </summary>
    void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
        => throw new NotSupportedException("A memory whose SumCount is not 0 has to say what it sums up: override IMemory.Measure.");
}

/// <summary>What a memory sees at one coordinate while it measures. Members it did not ask for are zero.</summary>
/// <param name="Gradient">g; with scaling first, g / P.</param>
/// <param name="Memory">The memory's first slot.</param>
/// <param name="Parameter">θ.</param>
/// <param name="Preconditioner">P of this step.</param>
public readonly record struct Coordinate<TLane>(TLane Gradient, TLane Memory, TLane Parameter, TLane Preconditioner)
    where TLane : struct;

/// <summary>The arrays that a measuring pass has to read, beside the gradient.</summary>
[Flags]
public enum Inputs
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>The memory's first slot.</summary>
    Memory = 1,

    /// <summary>The parameter, where weight decay is decoupled.</summary>
    Parameter = 2,

    /// <summary>The preconditioner.</summary>
    Preconditioner = 4,

    /// <summary>The parameter, whatever the weight decay.</summary>
    Weights = 8,
}

/// <summary>Questions about <see cref="Inputs"/> that vanish in compiled code.</summary>
internal static class SightsExtensions
{
    /// <summary>Whether <paramref name="one"/> is among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Include(this Inputs sights, Inputs one) => (sights & one) != 0;
}
