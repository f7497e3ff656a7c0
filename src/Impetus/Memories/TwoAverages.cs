using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// AdEMAMix's memory (Pagliardini et al. 2024, Eq. 1): a moving average that follows the gradient fast, and one that still knows it
/// tens of thousands of steps later.
/// </summary>
public readonly struct TwoAverages : IMemory
{
    private readonly StepScalar _fastDecay;     // β₁
    private readonly StepScalar _fastIntake;    // 1 − β₁
    private readonly StepScalar _slowDecay;     // β₃ of this step
    private readonly StepScalar _slowIntake;    // 1 − β₃
    private readonly StepScalar _correction;    // 1 / (1 − β₁ᵗ)
    private readonly StepScalar _weight;        // α of this step

    private TwoAverages(double fastDecay, double slowDecay, double correction, double weight)
    {
        _fastDecay = fastDecay;
        _fastIntake = 1 - fastDecay;
        _slowDecay = slowDecay;
        _slowIntake = 1 - slowDecay;
        _correction = 1 / correction;
        _weight = weight;
    }

    /// <summary>Two: the fast average and the slow one.</summary>
    public static int SlotCount => 2;

    /// <summary>The fast average, with the gradient of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First;

    /// <summary>m₁ ← β₁m₁ + (1 − β₁)g; m₂ ← β₃m₂ + (1 − β₃)g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        slots.First = TLane.MultiplyAdd(_fastDecay, slots.First, _fastIntake * gradient);
        slots.Second = TLane.MultiplyAdd(_slowDecay, slots.Second, _slowIntake * gradient);
        return gradient;
    }

    /// <summary>d = m₁ / (1 − β₁ᵗ) + αm₂.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(_weight, slots.Second, _correction * slots.First);

    /// <summary>Hyper-parameters of AdEMAMix's memory.</summary>
    public sealed record Options : MemoryOptions<TwoAverages>
    {
        private static readonly string[] Names = ["momentum", "slow-momentum"];

        /// <inheritdoc/>
        public override string Name => "two-averages";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            .. Warmup > 0 ? (string[])["α ← α·min(1, t/T);  β₃ ← exp(ln β₁·ln β₃ / ((1 − t/T)ln β₃ + (t/T)ln β₁)) if t < T"] : [],
            "m₁ ← β₁m₁ + (1 − β₁)g",
            "m₂ ← β₃m₂ + (1 − β₃)g",
            "d = m₁ / (1 − β₁ᵗ) + αm₂",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the fast average stays", Alias = "momentum", Search = [0.8, 0.9])]
        public double FastDecay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>β₃ in [0, 1).</summary>
        [Option("beta3", OptionRange.Fraction, "β₃, how much of the slow average stays", Search = [0.99, 0.999, 0.9999])]
        public double SlowDecay { get; set => field = Fraction(value); } = 0.9999;

        /// <summary>α, from 0: the weight of the slow average.</summary>
        [Option("alpha", OptionRange.NonNegative, "α, the weight of the slow average", Search = [2, 5, 10])]
        public double Weight { get; set => field = NonNegative(value); } = 2;

        /// <summary>T, from 0: how many steps α and β₃ take to grow to their values; 0: they have them from the start.</summary>
        [Option("warmup", OptionRange.NonNegative, "how many steps α and β₃ take to grow to their values, T; 0 for none")]
        public double Warmup { get; set => field = NonNegative(value); }

        /// <inheritdoc/>
        public override TwoAverages Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            double grown = step.Step < Warmup ? step.Step / Warmup : 1;
            return new(FastDecay, Slow(grown), 1 - Math.Pow(FastDecay, step.Step), grown * Weight);
        }

        /// <summary>β₃ on its way from β₁: the number of steps after which half is forgotten grows linearly.</summary>
        private double Slow(double grown) => grown < 1 ? Math.Exp(1 / ((1 - grown) / Math.Log(FastDecay) + grown / Math.Log(SlowDecay))) : SlowDecay;
    }
}
