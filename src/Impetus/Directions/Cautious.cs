using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Directions;

/// <summary>
/// Caution (Liang et al. 2024, Algorithm 1): coordinates whose direction points against the gradient stay where they are, and the
/// others take a longer step in return.
/// </summary>
/// <param name="factor">n / (n₊ + 1): all coordinates over those that move.</param>
public readonly struct Cautious(double factor) : IDirection
{
    private readonly StepScalar _factor = factor;

    /// <summary>Two: how many coordinates move, and how many there are.</summary>
    public static int SumCount => 2;

    /// <summary>d ← n/(n₊ + 1)·d where dg is positive, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane direction, TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane>
        => TLane.Select(Agrees(direction, gradient), _factor * direction, TLane.Broadcast(0));

    /// <summary>n₊ and n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(TLane direction, TLane gradient, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        sums.First += Agrees(direction, gradient);
        sums.Second += TLane.Broadcast(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Agrees<TLane>(TLane direction, TLane gradient)
        where TLane : struct, ILane<TLane> => TLane.Greater(direction * gradient, TLane.Broadcast(0));

    /// <summary>Nothing to choose; the optimizer's scope says whether all parameters are counted or each tensor by itself.</summary>
    public sealed record Options : DirectionOptions<Cautious>
    {
        /// <inheritdoc/>
        public override string Name => "cautious";

        /// <inheritdoc/>
        public override string Summary => "Coordinates whose direction points against the gradient stay where they are, and the others take a longer step in return. Use it with any memory that swings; a step reads everything once more. The authors' code counts each tensor by itself: scope=tensor.";

        /// <inheritdoc/>
        public override Publication? Publication => Publications.Cautious;

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["d ← n / (n₊ + 1)·d where dg > 0, else 0,  with the number n₊ of those among all n coordinates"];

        /// <inheritdoc/>
        public override Cautious Plan(in StepContext step) => new(1);

        /// <inheritdoc/>
        public override Cautious Plan(in StepContext step, ReadOnlySpan<double> sums) => new(sums[1] / (sums[0] + 1));
    }
}
