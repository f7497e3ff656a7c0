using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Directions;

/// <summary>
/// Grams (Cao et al. 2024, Algorithm 1): the memory and the scaling say how far a coordinate goes, the present gradient alone says
/// which way.
/// </summary>
public readonly struct Grams : IDirection
{
    /// <summary>d ← sign(g)|d|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane direction, TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane> => TLane.Sign(gradient) * TLane.Abs(direction);

    /// <summary>Nothing to choose.</summary>
    public sealed record Options : DirectionOptions<Grams>
    {
        /// <inheritdoc/>
        public override string Name => "grams";

        /// <inheritdoc/>
        public override string Summary => "The memory and the scaling say how far a coordinate goes, the present gradient alone says which way. Use it where momentum overshoots; it costs nothing.";

        /// <inheritdoc/>
        public override Publication? Publication => Publications.Grams;

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["d ← sign(g)·|d|"];

        /// <inheritdoc/>
        public override Grams Plan(in StepContext step) => default;
    }
}
