using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Resilient propagation (Riedmiller and Braun 1993), as PyTorch writes Rprop: every coordinate has a step size of its own, which grows
/// while the gradient keeps its sign and shrinks when it turns. The size of the gradient plays no part.
/// </summary>
public readonly struct Resilient : IMemory
{
    private readonly StepScalar _start;     // η₀ in the first step, when no step size is kept yet; else 0
    private readonly StepScalar _shrink;    // η⁻
    private readonly StepScalar _grow;      // η⁺
    private readonly StepScalar _least;     // Δ_min
    private readonly StepScalar _most;      // Δ_max
    private readonly StepScalar _unit;      // 1 / η₀

    private Resilient(Options options, double start, bool isFirst)
    {
        _start = isFirst ? start : 0;
        _shrink = options.Shrink;
        _grow = options.Grow;
        _least = options.Least;
        _most = options.Most;
        _unit = 1 / start;
    }

    /// <summary>Two: the gradient before, 0 where its sign had just turned, and the step size.</summary>
    public static int SlotCount => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>
    /// Δ ← clip(Δη⁺, Δ_min, Δ_max) where gg₋ is positive, clip(Δη⁻, …) where it is negative, and g is 0 there; d = sign(g)Δ / η₀.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane zero = TLane.Broadcast(0);
        TLane agreement = TLane.Sign(aggregate) * TLane.Sign(slots.First);
        TLane turned = TLane.Greater(zero, agreement);
        TLane factor = TLane.Select(agreement, TLane.Select(turned, TLane.Broadcast(_shrink), TLane.Broadcast(_grow)), TLane.Broadcast(1));
        TLane size = (slots.Second + _start) * factor;
        size = TLane.Min(TLane.Max(size, TLane.Broadcast(_least)), TLane.Broadcast(_most));
        TLane gradient = TLane.Select(turned, zero, aggregate);
        slots.First = gradient;
        slots.Second = size;
        return _unit * (TLane.Sign(gradient) * size);
    }

    /// <summary>Hyper-parameters of resilient propagation.</summary>
    public sealed record Options : MemoryOptions<Resilient>
    {
        private static readonly string[] Names = ["previous-gradient", "step-size"];

        /// <inheritdoc/>
        public override string Name => "resilient";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "Δ = η₀ if t = 1,  with the η₀ of the start",
            "Δ ← clip(Δη⁺, Δ_min, Δ_max) where gg₋ > 0;  Δ ← clip(Δη⁻, Δ_min, Δ_max) and g ← 0 where gg₋ < 0",
            "d = sign(g)·Δ / η₀",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>η⁻ in [0, 1): the factor of a step size where the gradient has turned.</summary>
        [Option("eta-minus", OptionRange.Fraction, "η⁻, the factor of a step size where the gradient has turned", Search = [0.5, 0.8])]
        public double Shrink { get; set => field = Fraction(value); } = 0.5;

        /// <summary>η⁺, above 1: the factor of a step size where the gradient kept its sign.</summary>
        [Option("eta-plus", OptionRange.Positive, "η⁺, the factor of a step size where the gradient kept its sign", Search = [1.05, 1.2])]
        public double Grow { get; set => field = Positive(value); } = 1.2;

        /// <summary>Δ_min, from 0: the least step size.</summary>
        [Option("step-min", OptionRange.NonNegative, "Δ_min, the least step size")]
        public double Least { get; set => field = NonNegative(value); } = 1e-6;

        /// <summary>Δ_max, above 0: the largest step size.</summary>
        [Option("step-max", OptionRange.Positive, "Δ_max, the largest step size")]
        public double Most { get; set => field = Positive(value); } = 50;

        /// <summary>Step sizes start at the η that the group was made with; a schedule scales them all.</summary>
        public override Resilient Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
            => new(this, step.BaseLearningRate > 0 ? step.BaseLearningRate : 1, step.Step == 1);    // a start at 0 has no scale to follow

        /// <inheritdoc/>
        protected internal override void Validate()
        {
            if (Grow <= 1)
            {
                throw new ArgumentException($"Step sizes would never grow: eta-plus={Grow} must be above 1.");
            }

            if (Least > Most)
            {
                throw new ArgumentException($"The bounds of the step size are in the wrong order: step-min={Least} is above step-max={Most}.");
            }
        }

        /// <inheritdoc/>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst)
            => isScaled ? throw new FormatException("Memory 'resilient' gives every coordinate a step size of its own, which a scaling would undo: combine it with none.") : this;
    }
}
