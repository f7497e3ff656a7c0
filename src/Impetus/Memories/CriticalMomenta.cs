using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus.Memories;

/// <summary>
/// Critical momenta (Malviya et al. 2024, Algorithm 1): the momentum of the steps with the largest gradients is kept in
/// a small buffer, and every direction adds the buffer's mean. The scaling observes that aggregate.
/// </summary>
/// <remarks>
/// A momentum that was accepted takes its place in the buffer at the beginning of the next step, which reads it anyhow:
/// nothing reads the buffer before. So ‖g‖ is needed only then, and is summed up while the step moves. And nothing is
/// copied: the new momentum is written over the entry that goes, and the two arrays exchange their names.
/// </remarks>
public readonly struct CriticalMomenta : IMemory
{
    private readonly StepScalar _decay;       // β₁
    private readonly StepScalar _intake;      // 1 − β₁
    private readonly StepScalar _average;     // 1 / C
    private readonly StepScalar _accepted;    // 1 where the m of the step before enters the buffer, else 0
    private readonly StepScalar _own;         // 1; 0 in the step of the authors' code that only fills the buffer

    private CriticalMomenta(double decay, double intake, double average, bool accepted, double own)
    {
        _decay = decay;
        _intake = intake;
        _average = average;
        _accepted = accepted ? 1 : 0;
        _own = own;
    }

    /// <summary>Three: m, the sum of the buffer, the entry that may be replaced.</summary>
    public static int SlotCount => 3;

    /// <inheritdoc/>
    public static int SumCount => 1;

    /// <inheritdoc/>
    public static bool SumsWhileMoving => true;

    /// <inheritdoc/>
    public static bool RenamesArrays => true;

    /// <summary>The m of the step before takes the place of an entry; then Eq. 4 to 6: m ← β₁m + (1 − β₁)g; M = m + (1/C)Σ buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane sum = TLane.MultiplyAdd(_accepted, slots.First - slots.Third, slots.Second);
        TLane m = TLane.MultiplyAdd(_decay, slots.First, _intake * gradient);
        slots.First = m;
        slots.Second = sum;
        return TLane.MultiplyAdd(_average, sum, _own * m);
    }

    /// <summary>d = M.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => aggregate;

    /// <summary>‖g‖², the square of the priority.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
        => sums.First = TLane.MultiplyAdd(at.Gradient, at.Gradient, sums.First);

    /// <summary>Hyper-parameters of critical momenta.</summary>
    public sealed record Options : CriticalBufferOptions<CriticalMomenta>
    {
        /// <inheritdoc/>
        public override string Name => "critical-momenta";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "m ← β₁m + (1 − β₁)g",
            IsReleased ? "M = m + mean(buffer);  at t = 1: M = 0, and g stands for m in the next line alone" : "M = m + (1/C)·Σ buffer",
            "m enters the buffer with priority ‖g‖, if there is room or an entry of lower priority to replace; all priorities ← λ·priority",
            BiasCorrected ? "d = M / (1 − β₁ᵗ)" : "d = M",
        ];

        /// <inheritdoc/>
        public override string Signal => "M";

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the momentum stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>Whether the momentum makes up for its start at zero: d / (1 − β₁ᵗ).</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <inheritdoc/>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars)
            => BiasCorrected ? 1 - Math.Pow(Decay, step.Step) : 1;

        /// <inheritdoc/>
        public override CriticalMomenta Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            bool accepted = step.CompletesPrevious && WasAccepted(scalars);
            double factor = SumFactor(CountOf(scalars));
            return (IsReleased, step.Step) switch
            {
                // m takes the gradient's place in the buffer, and is 0 again in the step after.
                (true, 1) => new(decay: 0, intake: 1, factor, accepted, own: 0),
                (true, 2) => new(decay: 0, 1 - Decay, factor, accepted, own: 1),
                _ => new(Decay, 1 - Decay, factor, accepted, own: 1),
            };
        }

        /// <inheritdoc/>
        public override void AfterUpdate(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => Offer(PriorityOf(sums[0]), scalars);

        /// <summary>The new momentum is written over the entry that goes, whose place the old one takes.</summary>
        public override SlotBinding Bind(in StepContext step, ReadOnlySpan<double> scalars)
        {
            SlotBinding binding = base.Bind(step, scalars);
            return step.CompletesPrevious && WasAccepted(scalars) ? binding with { FirstTarget = binding.Third } : binding;
        }

        /// <inheritdoc/>
        internal override void Flush(StateArrays arrays, int tensor, ReadOnlySpan<double> scalars)
        {
            if (WasAccepted(scalars))
            {
                ReplaceEntry(arrays, tensor, scalars);
            }
        }

        /// <summary>As the paper has it: Adam+CM corrects, SGD+CM does not.</summary>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { BiasCorrected = isScaled };
    }
}
