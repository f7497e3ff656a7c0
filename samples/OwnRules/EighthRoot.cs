using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Samples;

/// <summary>A scaling of one's own, between Adam's and none: the eighth root of the second moment (Padam, Chen et al. 2020, with p = 1/8, without the maximum).</summary>
public readonly struct EighthRoot : IScaling
{
    private readonly StepScalar _decay, _intake, _bias, _correction, _epsilon;    // β₂, 1 − β₂, 1 / (1 − β₂ᵗ), c, cε

    private EighthRoot(Options options, long step, double correction)
    {
        (_decay, _intake) = (options.Decay, 1 - options.Decay);
        _bias = 1 / (1 - Math.Pow(options.Decay, step));
        (_correction, _epsilon) = (correction, correction * options.Epsilon);    // what makes up for a memory that started from nothing
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>v ← β₂v + (1 − β₂)g².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.First = TLane.MultiplyAdd(_decay, slots.First, _intake * (signal * signal));

    /// <summary>P = c((v / (1 − β₂ᵗ))^⅛ + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
    {
        TLane root = TLane.Sqrt(TLane.Sqrt(TLane.Sqrt(_bias * secondMoment)));
        return TLane.MultiplyAdd(_correction, root, TLane.Broadcast(_epsilon));
    }

    /// <summary>What can be chosen.</summary>
    public sealed record Options : ScalingOptions<EighthRoot>
    {
        /// <inheritdoc/>
        public override string Name => "eighth-root";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => [$"v ← β₂v + (1 − β₂){signal}²", "P = (v / (1 − β₂ᵗ))^⅛ + ε"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ["second-moment"];

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the second moment stays")]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <inheritdoc/>
        public override EighthRoot Plan(in StepContext step, double correction) => new(this, step.Step, correction);
    }
}
