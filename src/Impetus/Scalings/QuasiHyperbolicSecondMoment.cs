using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>QHAdam's scaling (Ma and Yarats 2019, Eq. 15): a blend of the present squared gradient and Adam's second moment.</summary>
public readonly struct QuasiHyperbolicSecondMoment : IScaling
{
    private readonly StepScalar _decay;       // β₂
    private readonly StepScalar _intake;      // 1 − β₂
    private readonly StepScalar _present;     // c²(1 − ν₂)
    private readonly StepScalar _average;     // c²ν₂ / (1 − β₂ᵗ)
    private readonly StepScalar _epsilon;     // cε
    private readonly StepScalar _largest = StepScalar.Largest;

    private QuasiHyperbolicSecondMoment(Options options, long step, double correction)
    {
        double square = correction * correction;
        _decay = options.Decay;
        _intake = 1 - options.Decay;
        _present = square * (1 - options.Blend);
        _average = square * options.Blend / (1 - Math.Pow(options.Decay, step));
        _epsilon = SecondMoment.Outside(correction * options.Epsilon, options.Epsilon);
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>v ← β₂v + (1 − β₂)g². Gives c²((1 − ν₂)g² + ν₂v / (1 − β₂ᵗ)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane square = TLane.Min(TLane.Broadcast(_largest), signal * signal);
        slots.First = TLane.Min(TLane.Broadcast(_largest), TLane.MultiplyAdd(_decay, slots.First, _intake * square));
        return TLane.MultiplyAdd(_average, slots.First, _present * square);
    }

    /// <summary>P = c(√((1 − ν₂)g² + ν₂v / (1 − β₂ᵗ)) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => TLane.Sqrt(secondMoment) + _epsilon;

    /// <summary>Hyper-parameters of QHAdam's scaling.</summary>
    public sealed record Options : ScalingOptions<QuasiHyperbolicSecondMoment>
    {
        private static readonly string[] Names = ["second-moment"];

        /// <inheritdoc/>
        public override string Name => "quasi-hyperbolic-second-moment";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => [$"v ← β₂v + (1 − β₂){signal}²", $"P = √((1 − ν₂){signal}² + ν₂v / (1 − β₂ᵗ)) + ε"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the second moment stays", Search = [0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ν₂ in [0, 1]: how much of the blend is the second moment; with 1 the scaling is Adam's.</summary>
        [Option("nu2", OptionRange.Share, "ν₂, how much of the blend is the second moment")]
        public double Blend { get; set => field = Share(value); } = 1;

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <inheritdoc/>
        public override QuasiHyperbolicSecondMoment Plan(in StepContext step, double correction) => new(this, step.Step, correction);
    }
}
