using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// NAdam's memory (Dozat 2016, Algorithm 2): the moving average of the gradient, looked at one step ahead, with a momentum μ that
/// rises with the step.
/// </summary>
public readonly struct NesterovAverage : IMemory
{
    private readonly StepScalar _decay;      // β₁
    private readonly StepScalar _intake;     // 1 − β₁
    private readonly StepScalar _present;    // (1 − μ_t) / (1 − ∏_{i≤t} μ_i)
    private readonly StepScalar _ahead;      // μ_{t+1} / (1 − ∏_{i≤t+1} μ_i)

    private NesterovAverage(double decay, double present, double ahead)
    {
        _decay = decay;
        _intake = 1 - decay;
        _present = present;
        _ahead = ahead;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>m, with the gradient of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First;

    /// <summary>m ← β₁m + (1 − β₁)g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        slots.First = TLane.MultiplyAdd(_decay, slots.First, _intake * gradient);
        return gradient;
    }

    /// <summary>d = (1 − μ_t)g / (1 − ∏_{i≤t} μ_i) + μ_{t+1}m / (1 − ∏_{i≤t+1} μ_i).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(_present, aggregate, _ahead * slots.First);

    /// <summary>Hyper-parameters of NAdam's memory.</summary>
    public sealed record Options : MemoryOptions<NesterovAverage>
    {
        /// <summary>Below this a product no longer counts beside 1.</summary>
        private const double Negligible = 1e-20;

        private const double Base = 0.96;

        private static readonly string[] Names = ["momentum"];

        /// <inheritdoc/>
        public override string Name => "nesterov-average";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "μ_t = β₁(1 − ½·0.96^(ψt))",
            "m ← β₁m + (1 − β₁)g",
            "d = (1 − μ_t)g / (1 − ∏_{i≤t} μ_i) + μ_{t+1}m / (1 − ∏_{i≤t+1} μ_i)",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the first moment stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>ψ, from 0: how fast the momentum rises from half of β₁ to β₁.</summary>
        [Option("momentum-decay", OptionRange.NonNegative, "ψ, how fast the momentum rises from half of β₁ to β₁")]
        public double MomentumDecay { get; set => field = NonNegative(value); } = 4e-3;

        /// <inheritdoc/>
        public override NesterovAverage Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            double momentum = Momentum(step.Step), next = Momentum(step.Step + 1), product = Product(step.Step);
            return new(Decay, (1 - momentum) / (1 - product), next / (1 - product * next));
        }

        private double Momentum(long step) => Decay * (1 - 0.5 * Math.Pow(Base, step * MomentumDecay));

        /// <summary>
        /// ∏_{i≤t} μ_i, of the step alone: a tensor that came late has its own. It falls so fast that few factors count.
        /// </summary>
        private double Product(long step)
        {
            double product = 1;
            for (long factor = 1; factor <= step && product > Negligible; factor++)
            {
                product *= Momentum(factor);
            }

            return product;
        }
    }
}
