using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Heavy-ball momentum with the local rates of LARS (You et al. 2017, Algorithm 1): a tensor's gradient enters it at a rate that makes the
/// step a fixed share of the tensor's length.
/// </summary>
public readonly struct LayerwiseHeavyBall : IMemory
{
    private readonly StepScalar _momentum;     // β
    private readonly StepScalar _localRate;    // λ
    private readonly StepScalar _negativeDecay;    // −μ of coupled decay

    private LayerwiseHeavyBall(double momentum, double localRate, double decay)
    {
        _momentum = momentum;
        _localRate = localRate;
        _negativeDecay = -decay;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    public static int SumCount => 2;

    /// <inheritdoc/>
    public static Inputs Inputs => Inputs.Weights;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>m ← βm + λg, and d = m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.First = TLane.MultiplyAdd(_momentum, slots.First, _localRate * aggregate);

    /// <summary>‖θ‖², and ‖g‖² without decay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane g = TLane.MultiplyAdd(_negativeDecay, at.Parameter, at.Gradient);
        sums.First = TLane.MultiplyAdd(at.Parameter, at.Parameter, sums.First);
        sums.Second = TLane.MultiplyAdd(g, g, sums.Second);
    }

    /// <summary>Hyper-parameters of the momentum, and the local rate.</summary>
    public sealed record Options : MemoryOptions<LayerwiseHeavyBall>
    {
        private static readonly string[] ArrayNames = ["momentum"];
        private static readonly string[] ScalarNames = ["local-rate"];

        /// <inheritdoc/>
        public override string Name => "layerwise-heavy-ball";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["λ = κ‖θ‖ / (‖g‖ + μ‖θ‖) of each tensor, g without decay;  1 if a norm is 0", "m ← βm + λg", "d = m"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ArrayNames;

        /// <summary>λ of the last step.</summary>
        public override IReadOnlyList<string> Scalars => ScalarNames;

        /// <summary>β in [0, 1): how much of the momentum stays.</summary>
        [Option("momentum", OptionRange.Fraction, "β, how much of the momentum stays", Search = [0.8, 0.9, 0.95])]
        public double Momentum { get; set => field = Fraction(value); } = 0.9;

        /// <summary>κ, above 0: the share of a tensor's length that its step has at η = 1, without momentum.</summary>
        [Option("trust", OptionRange.Positive, "κ, the share of a tensor's length that a step has at η = 1")]
        public double Trust { get; set => field = Positive(value); } = 0.001;

        /// <inheritdoc/>
        public override LayerwiseHeavyBall Prepare(in StepContext step, ReadOnlySpan<double> scalars) => new(Momentum, 1, step.CoupledDecay);

        /// <inheritdoc/>
        public override LayerwiseHeavyBall Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            double weights = Math.Sqrt(sums[0]), gradients = Math.Sqrt(sums[1]);
            double rate = Trust * weights / (gradients + step.CoupledDecay * weights);
            // A sum that has overflowed is that of a tensor that may not move at all.
            scalars[0] = double.IsPositiveInfinity(gradients) ? 0 : gradients > 0 && rate > 0 && double.IsFinite(rate) ? rate : 1;
            return new(Momentum, scalars[0], step.CoupledDecay);
        }

        internal override bool Accepts(ReadOnlySpan<double> scalars) => scalars[0] >= 0 && double.IsFinite(scalars[0]);
    }
}
