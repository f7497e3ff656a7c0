using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Critical gradients (McRae et al. 2022, as in Malviya et al. 2024, Eq. 10): the largest gradients are kept in a small
/// buffer, and its mean is added to every gradient before anything else sees it.
/// </summary>
public readonly struct CriticalGradients : IMemory
{
    private readonly StepScalar _decay;       // β₁
    private readonly StepScalar _intake;      // 1 − β₁
    private readonly StepScalar _average;     // 1 / C
    private readonly StepScalar _accepted;    // 1 where g enters the buffer, else 0
    private readonly StepScalar _kept;        // 1 − accepted

    private CriticalGradients(double decay, double average, bool accepted)
    {
        _decay = decay;
        _intake = 1 - decay;
        _average = average;
        _accepted = accepted ? 1 : 0;
        _kept = accepted ? 0 : 1;
    }

    /// <summary>Three: m, the sum of the buffer, the entry that may be replaced.</summary>
    public static int SlotCount => 3;

    /// <inheritdoc/>
    public static int SumCount => 1;

    /// <summary>G = g + (1/C)Σ buffer; then g takes the place of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane sum = slots.Second, entry = slots.Third;
        TLane replacement = TLane.MultiplyAdd(_accepted, gradient, _kept * entry);
        slots.Second = sum + (replacement - entry);
        slots.Third = replacement;
        return TLane.MultiplyAdd(_average, sum, gradient);
    }

    /// <summary>m ← β₁m + (1 − β₁)G; d = m. Without a first moment, β₁ = 0, d = G.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.First = TLane.MultiplyAdd(_decay, slots.First, _intake * aggregate);

    /// <summary>‖g‖², the square of the priority.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
        => sums.First = TLane.MultiplyAdd(at.Gradient, at.Gradient, sums.First);

    /// <summary>Hyper-parameters of critical gradients.</summary>
    public sealed record Options : CriticalBufferOptions<CriticalGradients>
    {
        /// <inheritdoc/>
        public override string Name => "critical-gradients";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            IsReleased ? "G = g + mean(buffer)" : "G = g + (1/C)·Σ buffer",
            "g enters the buffer with priority ‖g‖, if there is room or an entry of lower priority to replace; all priorities ← λ·priority",
            .. Decay > 0 ? ["m ← β₁m + (1 − β₁)G", "d = m / (1 − β₁ᵗ)"] : (string[])["d = G;  if β₁ is not 0, a moving average of it"],
        ];

        /// <inheritdoc/>
        public override string Signal => "G";

        /// <summary>β₁ in [0, 1): the decay of the first moment; 0 does without one.</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the first moment stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <inheritdoc/>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars) => 1 - Math.Pow(Decay, step.Step);

        /// <inheritdoc/>
        public override CriticalGradients Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            (double factor, bool accepted) = Offer(PriorityOf(sums[0]), scalars);
            return new CriticalGradients(Decay, factor, accepted);
        }

        /// <summary>As the paper has it: Adam+CG has a first moment, SGD+CG has none.</summary>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { Decay = isScaled ? Decay : 0 };
    }
}
