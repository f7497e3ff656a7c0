using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>
/// What becomes of the direction after memory and scaling, before η: a mask, a bound. A value of this type holds the scalars
/// of one step; its method is the arithmetic of one coordinate, written once for every lane.
/// </summary>
public interface IDirection
{
    /// <summary>
    /// How many sums over the directions of all coordinates the step needs before it can move, at most four; 0 saves a pass that
    /// reads all that the step reads.
    /// </summary>
    static virtual int SumCount => 0;

    /// <summary>The direction to take.</summary>
    /// <param name="direction">P⁻¹d.</param>
    /// <param name="gradient">The gradient that the parts saw: clipped, with coupled decay; with scaling first, g / P.</param>
    /// <param name="parameter">θ before the step.</param>
    TLane Apply<TLane>(TLane direction, TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane>;

    /// <summary>Adds one coordinate's terms to the sums of the step, where there are any.</summary>
    /// <param name="direction">P⁻¹d.</param>
    /// <param name="gradient">The gradient that the parts saw.</param>
    /// <param name="sums">The running sums.</param>
    void Measure<TLane>(TLane direction, TLane gradient, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
    }
}

/// <summary>The direction as it is.</summary>
public readonly struct AsItIs : IDirection
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane direction, TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane> => direction;

    /// <summary>Nothing to choose.</summary>
    public sealed record Options : DirectionOptions<AsItIs>
    {
        /// <inheritdoc/>
        public override string Name => "as-it-is";

        /// <inheritdoc/>
        public override string Summary => "Leaves the direction as it is.";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => [];

        /// <inheritdoc/>
        public override AsItIs Plan(in StepContext step) => default;
    }
}

/// <summary>The hyper-parameters of what becomes of the direction last, whatever its type.</summary>
public abstract record DirectionOptions : PartOptions
{
    /// <summary>The part's name.</summary>
    public abstract string Name { get; }

    /// <summary>The part in mathematics: what becomes of the direction d. One assignment a line.</summary>
    public abstract IReadOnlyList<string> Equations { get; }

    /// <summary>What it does, and when to use it.</summary>
    public abstract string Summary { get; }

    /// <summary>Where it was published, if anywhere.</summary>
    public virtual Publication? Publication => null;

    /// <summary>How many sums over the directions of all coordinates a step needs.</summary>
    internal abstract int SumCount { get; }

    /// <summary>Calls back with the part's type.</summary>
    internal abstract TResult Accept<TResult>(IDirectionVisitor<TResult> visitor);
}

/// <summary>The hyper-parameters of what becomes of the direction last.</summary>
public abstract record DirectionOptions<TDirection> : DirectionOptions
    where TDirection : struct, IDirection
{
    /// <summary>The part for a step; where it needs sums, as it is before they are known.</summary>
    public abstract TDirection Plan(in StepContext step);

    /// <summary>The part for a step whose sums are known.</summary>
    public virtual TDirection Plan(in StepContext step, ReadOnlySpan<double> sums) => Plan(step);

    internal sealed override int SumCount => TDirection.SumCount;

    internal sealed override TResult Accept<TResult>(IDirectionVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Something that wants to know the type of what becomes of the direction last.</summary>
internal interface IDirectionVisitor<out TResult>
{
    TResult Visit<TDirection>(DirectionOptions<TDirection> direction)
        where TDirection : struct, IDirection;
}
