using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>The second moment of Adam (Kingma and Ba 2015): P = √(v / (1 − β₂ᵗ)) + ε.</summary>
public readonly struct SecondMoment : IScaling
{
    private readonly StepScalar _decay;      // β₂
    private readonly StepScalar _intake;     // 1 − β₂
    private readonly StepScalar _factor;     // c² / (1 − β₂ᵗ)
    private readonly StepScalar _inside;     // c²ε, or 0
    private readonly StepScalar _outside;    // cε, or 0
    private readonly StepScalar _largest = StepScalar.Largest;

    private SecondMoment(Options options, long step, double correction)
    {
        double square = correction * correction;
        double bias = options.BiasCorrected ? 1 - Math.Pow(options.Decay, step) : 1;
        _decay = options.Decay;
        _intake = 1 - options.Decay;
        _factor = square / bias;
        _inside = options.EpsilonInside ? square * options.Epsilon : 0;
        _outside = Outside(options.EpsilonInside ? 0 : correction * options.Epsilon / (options.CorrectsEpsilon ? Math.Sqrt(bias) : 1), options.Epsilon);
    }

    /// <summary>AdaBound's: ε is added to √v before the bias correction.</summary>
    internal SecondMoment(double decay, double epsilon, long step, double correction)
    {
        double bias = 1 - Math.Pow(decay, step);
        _decay = decay;
        _intake = 1 - decay;
        _factor = correction * correction / bias;
        _inside = 0;
        _outside = Outside(correction * epsilon / Math.Sqrt(bias), epsilon);
    }

    private SecondMoment(double decay, double constant)
    {
        _decay = decay;
        _intake = 1 - decay;
        _factor = 0;
        _inside = 0;
        _outside = constant;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>v ← β₂v + (1 − β₂)g², at most the largest number there is: it decays again, and its coordinate moves on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane secondMoment = TLane.MultiplyAdd(_decay, slots.First, _intake * (signal * signal));
        slots.First = TLane.Min(TLane.Broadcast(_largest), secondMoment);
        return slots.First;
    }

    /// <summary>P = c(√(v / (1 − β₂ᵗ)) + ε) or c√(v / (1 − β₂ᵗ) + ε), with c drawn into the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
        => TLane.Sqrt(TLane.MultiplyAdd(_factor, secondMoment, TLane.Broadcast(_inside))) + _outside;

    /// <summary>What is added to the root. Without an ε it is what only a root of 0 is below: where no gradient has been, nothing is divided by 0.</summary>
    internal static StepScalar Outside(double outside, double epsilon) => epsilon > 0 ? outside : StepScalar.RootOfSmallest;

    /// <summary>Hyper-parameters of the second moment.</summary>
    public sealed record Options : AmsGradOptions<SecondMoment>
    {
        private static readonly string[] Names = ["second-moment"];

        /// <inheritdoc/>
        public override string Name => "second-moment";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            $"v ← β₂v + (1 − β₂){signal}²",
            .. AmsGrad ? (string[])["v̂ ← max(v̂, v)"] : [],
            .. Rectified
                ?
                [
                    "ρ = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ),  ρ∞ = 2 / (1 − β₂) − 1",
                    "r = √((ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ))",
                    $"P = ({Denominator}) / r;  P = 1 if ρ ≤ 5",
                ]
                : (string[])[$"P = {Denominator}"],
        ];

        /// <inheritdoc/>
        private protected override IReadOnlyList<string> OwnArrays => Names;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the second moment stays", Search = [0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <summary>Whether ε stands under the root, as in AdaTAM and Adam+CM.</summary>
        [Option("eps-inside", OptionRange.Choice, "whether ε stands under the root")]
        public bool EpsilonInside { get; set; }

        /// <summary>Whether v makes up for its start at zero; AdaTAM does without.</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <summary>Whether ε is added to √v before the bias correction, as RAdam and AdaBound have it.</summary>
        public bool CorrectsEpsilon { get; set; }

        /// <summary>Whether P waits until the second moment has a variance, and is divided by its rectification (RAdam).</summary>
        public bool Rectified { get; set; }

        private string Denominator
        {
            get
            {
                string v = AmsGrad ? "v̂" : "v";
                string corrected = BiasCorrected ? $"{v} / (1 − β₂ᵗ)" : v;
                return EpsilonInside ? $"√({corrected} + ε)"
                    : !BiasCorrected ? $"√{v} + ε"
                    : CorrectsEpsilon ? $"(√{v} + ε) / √(1 − β₂ᵗ)"
                    : $"√({corrected}) + ε";
            }
        }

        /// <inheritdoc/>
        public override SecondMoment Plan(in StepContext step, double correction)
            => !Rectified ? new(this, step.Step, correction)
                : Rectification(step.Step) is { } rectification ? new(this, step.Step, correction / rectification)
                : new(Decay, correction);

        /// <summary>r of RAdam (Liu et al. 2020, Algorithm 2); null while ρ ≤ 5, when the variance has no estimate.</summary>
        private double? Rectification(long step)
        {
            double longest = 2 / (1 - Decay) - 1;
            double power = Math.Pow(Decay, step);
            double length = longest - 2 * step * power / (1 - power);
            return length > 5
                ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
                : null;
        }
    }
}
