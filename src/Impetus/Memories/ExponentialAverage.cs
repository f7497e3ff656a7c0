using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>The exponential moving average of the gradient: Adam's first moment (Kingma and Ba 2015).</summary>
public readonly struct ExponentialAverage : IMemory
{
    private readonly StepScalar _decay;     // β₁
    private readonly StepScalar _intake;    // 1 − β₁

    private ExponentialAverage(double decay)
    {
        _decay = decay;
        _intake = 1 - decay;
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

    /// <summary>d = m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First;

    /// <summary>Hyper-parameters of the moving average.</summary>
    public sealed record Options : MemoryOptions<ExponentialAverage>
    {
        private static readonly string[] Names = ["momentum"];

        /// <inheritdoc/>
        public override string Name => "ema";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← β₁m + (1 − β₁)g", BiasCorrected ? "d = m / (1 − β₁ᵗ)" : "d = m"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the first moment stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>Whether the average makes up for its start at zero: d / (1 − β₁ᵗ).</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <inheritdoc/>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars)
            => BiasCorrected ? 1 - Math.Pow(Decay, step.Step) : 1;

        /// <inheritdoc/>
        public override ExponentialAverage Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(Decay);

        /// <summary>As it is published: Adam corrects, gradient descent with a moving average does not.</summary>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { BiasCorrected = isScaled };
    }
}
