using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// AdaBound (Luo et al. 2019): Adam's rate η/P of every coordinate is held in a corridor that closes on a final rate, so
/// that training goes over from Adam to gradient descent.
/// </summary>
public readonly struct BoundedSecondMoment : IScaling
{
    private readonly SecondMoment _inner;
    private readonly StepScalar _least;    // η over the corridor's upper wall
    private readonly StepScalar _most;     // η over its lower wall

    private BoundedSecondMoment(SecondMoment inner, double least, double most)
    {
        _inner = inner;
        _least = least;
        _most = most;
    }

    /// <inheritdoc/>
    public static int SlotCount => SecondMoment.SlotCount;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => _inner.Observe(signal, mean, ref slots);

    /// <summary>P, held between the walls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
        => TLane.Min(TLane.Max(_inner.Precondition(secondMoment), TLane.Broadcast(_least)), TLane.Broadcast(_most));

    /// <summary>Hyper-parameters of AdaBound's scaling.</summary>
    public sealed record Options : AmsGradOptions<BoundedSecondMoment>
    {
        private static readonly string[] Names = ["second-moment"];

        /// <inheritdoc/>
        public override string Name => "bounded-second-moment";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            $"v ← β₂v + (1 − β₂){signal}²",
            .. AmsGrad ? (string[])["v̂ ← max(v̂, v)"] : [],
            $"P = (√{(AmsGrad ? "v̂" : "v")} + ε) / √(1 − β₂ᵗ)",
            "η* = final-lr·η/η₀,  with the η₀ of the start",
            "P ← clip(cP, η / (η*·(1 + 1/(γt))), η / (η*·(1 − 1/(γt + 1)))) / c,  with the c that the memory's bias correction divides d by",
        ];

        /// <inheritdoc/>
        private protected override IReadOnlyList<string> OwnArrays => Names;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the second moment stays", Search = [0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0, added to √v before the bias correction, as the authors' package has it.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <summary>The rate that the corridor closes on, above 0; a schedule scales it along with η.</summary>
        [Option("final-lr", OptionRange.Positive, "η*, the rate that the corridor closes on", Search = [0.01, 0.1, 1])]
        public double FinalLearningRate { get; set => field = Positive(value); } = 0.1;

        /// <summary>γ, above 0: how fast the corridor closes.</summary>
        [Option("gamma", OptionRange.Positive, "γ, how fast the corridor closes")]
        public double Closing { get; set => field = Positive(value); } = 1e-3;

        /// <summary>The walls are η*(1 ∓ 1/(γt …)), with η* scaled by η over the η of the start.</summary>
        public override BoundedSecondMoment Plan(in StepContext step, double correction)
        {
            SecondMoment inner = new(Decay, Epsilon, step.Step, correction);
            double start = step.BaseLearningRate > 0 ? step.BaseLearningRate : 1;    // a start at 0 has no scale to follow
            double ratio = start / FinalLearningRate;
            double lower = 1 - 1 / (Closing * step.Step + 1), upper = 1 + 1 / (Closing * step.Step);
            return new(inner, ratio / upper, ratio / lower);
        }
    }
}
