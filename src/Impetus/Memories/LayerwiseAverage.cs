using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// The moving average of Adam with the trust ratio of LAMB (You et al. 2020, Algorithm 2): every tensor's step is as long as the tensor,
/// times η.
/// </summary>
public readonly struct LayerwiseAverage : IMemory
{
    private readonly StepScalar _decay;          // β₁
    private readonly StepScalar _intake;         // 1 − β₁
    private readonly StepScalar _toDirection;    // 1 / (1 − β₁ᵗ) where P does not hold it
    private readonly StepScalar _weightDecay;    // μ

    private LayerwiseAverage(double decay, double toDirection, double weightDecay)
    {
        _decay = decay;
        _intake = 1 - decay;
        _toDirection = toDirection;
        _weightDecay = weightDecay;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    public static int SumCount => 2;

    /// <inheritdoc/>
    public static Inputs Inputs => Inputs.Memory | Inputs.Weights | Inputs.Preconditioner;

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

    /// <summary>‖θ‖² and ‖u‖², with u = d / P + μθ of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane m = TLane.MultiplyAdd(_decay, at.Memory, _intake * at.Gradient);
        TLane u = TLane.MultiplyAdd(_weightDecay, at.Parameter, _toDirection * m / at.Preconditioner);
        sums.First = TLane.MultiplyAdd(at.Parameter, at.Parameter, sums.First);
        sums.Second = TLane.MultiplyAdd(u, u, sums.Second);
    }

    /// <summary>Hyper-parameters of the average, and the trust ratio.</summary>
    public sealed record Options : MemoryOptions<LayerwiseAverage>
    {
        private static readonly string[] ArrayNames = ["momentum"];
        private static readonly string[] ScalarNames = ["trust-ratio"];

        /// <inheritdoc/>
        public override string Name => "layerwise-ema";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← β₁m + (1 − β₁)g", BiasCorrected ? "d = m / (1 − β₁ᵗ)" : "d = m"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> LastEquations => ["η ← η‖θ‖ / ‖u‖ of each tensor, u = d / P + μθ;  η if one of both norms is 0"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ArrayNames;

        /// <summary>‖θ‖ / ‖u‖ of the last step.</summary>
        public override IReadOnlyList<string> Scalars => ScalarNames;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the first moment stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>Whether the average makes up for its start at zero: d / (1 − β₁ᵗ).</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <summary>Whether the bias correction is left to the step size, as the scaling comes first.</summary>
        public bool ScalingFirst { get; set; }

        /// <inheritdoc/>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars)
            => BiasCorrected ? 1 - Math.Pow(Decay, step.Step) : 1;

        /// <inheritdoc/>
        public override LayerwiseAverage Prepare(in StepContext step, ReadOnlySpan<double> scalars)
            => new(Decay, ScalingFirst ? 1 / BiasCorrection(step, scalars) : 1, step.DecoupledDecay);

        /// <inheritdoc/>
        public override LayerwiseAverage Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            double ratio = Math.Sqrt(sums[0] / sums[1]);
            scalars[0] = ratio > 0 && double.IsFinite(ratio) ? ratio : 1;
            return Prepare(step, scalars);
        }

        /// <inheritdoc/>
        public override double RateFactor(ReadOnlySpan<double> scalars) => scalars[0];

        internal override bool Accepts(ReadOnlySpan<double> scalars) => scalars[0] >= 0 && double.IsFinite(scalars[0]);

        /// <inheritdoc/>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { BiasCorrected = isScaled, ScalingFirst = scalingFirst };
    }
}
