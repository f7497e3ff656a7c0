using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Samples;

/// <summary>A scaling of one's own: that of AdaGrad (Duchi et al. 2011), which adds up the squares of all gradients so far.</summary>
public readonly struct SumOfSquares(double epsilon, double correction) : IScaling
{
    // P = c · denominator: c is what makes up for a memory that started from nothing.
    private readonly StepScalar _correction = correction, _epsilon = epsilon * correction;

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>v ← v + g².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First = TLane.MultiplyAdd(signal, signal, slots.First);

    /// <summary>P = c(√v + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(TLane.Broadcast(_correction), TLane.Sqrt(secondMoment), TLane.Broadcast(_epsilon));

    /// <summary>What can be chosen.</summary>
    public sealed record Options : ScalingOptions<SumOfSquares>
    {
        /// <inheritdoc/>
        public override string Name => "sum-of-squares";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => [$"v ← v + {signal}²", "P = √v + ε"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ["sum-of-squares"];

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-10;

        /// <inheritdoc/>
        public override SumOfSquares Plan(in StepContext step, double correction) => new(Epsilon, correction);
    }
}
