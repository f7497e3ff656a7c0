using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// AdaBelief's scaling (Zhuang et al. 2020, Algorithm 2): how far gradients lie from what the memory expects of them. Steps are long
/// where the gradient is as expected, however large it is.
/// </summary>
public readonly struct Belief : IScaling
{
    private readonly StepScalar _decay;      // β₂
    private readonly StepScalar _intake;     // 1 − β₂
    private readonly StepScalar _growth;     // ε, in every step
    private readonly StepScalar _factor;     // c² / (1 − β₂ᵗ)
    private readonly StepScalar _epsilon;    // cε
    private readonly StepScalar _largest = StepScalar.Largest;

    private Belief(Options options, long step, double correction)
    {
        _decay = options.Decay;
        _intake = 1 - options.Decay;
        _growth = options.Epsilon;
        _factor = correction * correction / (1 - Math.Pow(options.Decay, step));
        _epsilon = SecondMoment.Outside(correction * options.Epsilon, options.Epsilon);
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>s ← β₂s + (1 − β₂)(g − m)² + ε, at most the largest number there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane difference = signal - mean;
        TLane intake = TLane.MultiplyAdd(_intake, difference * difference, TLane.Broadcast(_growth));
        return slots.First = TLane.Min(TLane.Broadcast(_largest), TLane.MultiplyAdd(_decay, slots.First, intake));
    }

    /// <summary>P = c(√(s / (1 − β₂ᵗ)) + ε), with c drawn into the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
        => TLane.Sqrt(_factor * secondMoment) + _epsilon;

    /// <summary>Hyper-parameters of AdaBelief's scaling.</summary>
    public sealed record Options : AmsGradOptions<Belief>
    {
        private static readonly string[] Names = ["variance"];

        /// <inheritdoc/>
        public override string Name => "belief";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            $"s ← β₂s + (1 − β₂)({signal} − m)² + ε,  with the m that the memory expects; 0 where it expects nothing",
            .. AmsGrad ? (string[])["ŝ ← max(ŝ, s)"] : [],
            $"P = √({(AmsGrad ? "ŝ" : "s")} / (1 − β₂ᵗ)) + ε",
        ];

        /// <inheritdoc/>
        private protected override IReadOnlyList<string> OwnArrays => Names;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the variance stays", Search = [0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0, added to the variance in every step and to the denominator.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the variance in every step and to the denominator", Search = [1e-16, 1e-12, 1e-8])]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-16;

        /// <inheritdoc/>
        public override Belief Plan(in StepContext step, double correction) => new(this, step.Step, correction);
    }
}
