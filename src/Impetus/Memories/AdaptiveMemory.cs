using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Adaptive memory (Topollai and Choromanska 2025, AM-MGD and AM-AdamW): the momentum coefficient β of every step minimises a model of the
/// loss built from two linear models, the gradient's and the memory's.
/// </summary>
public readonly struct AdaptiveMemory : IMemory
{
    private readonly StepScalar _gradientShare;    // 1 − β
    private readonly StepScalar _memoryShare;      // β
    private readonly StepScalar _lambda;        // λ
    private readonly StepScalar _weightDecay;      // μ
    private readonly StepScalar _most = StepScalar.RootOfLargest;    // that P may be

    private AdaptiveMemory(double lambda, double weightDecay, double share)
    {
        _gradientShare = 1 - share;
        _memoryShare = share;
        _lambda = lambda;
        _weightDecay = weightDecay;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    public static int SumCount => 4;

    /// <inheritdoc/>
    public static Inputs Inputs => Inputs.Memory | Inputs.Parameter | Inputs.Preconditioner;

    /// <inheritdoc/>
    public static bool Preconditions => true;

    /// <summary>d of the step before, as this one's depends on P.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>Eq. 13 and 14: d ← [(1 − β)g + (β + λP)d] / (1 + λP), and P⁻¹d with the same division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        preconditioner = Squarable(preconditioner);
        TLane pull = _lambda * preconditioner;
        TLane blend = TLane.MultiplyAdd(TLane.Broadcast(_memoryShare) + pull, slots.First, _gradientShare * aggregate);
        TLane displacement = blend / (preconditioner * (TLane.Broadcast(1) + pull));
        slots.First = displacement * preconditioner;
        return displacement;
    }

    /// <summary>
    /// Eq. 14, with w = 1 / (P(1 + λP)): Σ g(d/P + μθ), Σ w(d − g)(g + λPd), Σ θ(d − g), Σ w(d − g)².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane g = at.Gradient, d = at.Memory;
        TLane preconditioner = Squarable(at.Preconditioner);
        TLane pull = _lambda * preconditioner;
        TLane stretch = TLane.Broadcast(1) + pull;
        TLane weight = TLane.Broadcast(1) / (preconditioner * stretch);
        TLane difference = d - g;
        TLane weighted = weight * difference;
        TLane travel = TLane.MultiplyAdd(_weightDecay, at.Parameter, d * (weight * stretch));

        sums.First = TLane.MultiplyAdd(g, travel, sums.First);
        sums.Second = TLane.MultiplyAdd(weighted, TLane.MultiplyAdd(pull, d, g), sums.Second);
        sums.Third = TLane.MultiplyAdd(at.Parameter, difference, sums.Third);
        sums.Fourth = TLane.MultiplyAdd(weighted, difference, sums.Fourth);
    }

    /// <summary>P, whose square is in the model: gradients beyond the root of the largest number count as one of that size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Squarable<TLane>(TLane preconditioner)
        where TLane : struct, ILane<TLane> => TLane.Min(TLane.Broadcast(_most), preconditioner);

    /// <summary>Hyper-parameters of adaptive memory, and its scalars.</summary>
    public sealed record Options : MemoryOptions<AdaptiveMemory>
    {
        private const int ForgottenIndex = 0, ShareIndex = 1;

        private static readonly string[] ArrayNames = ["momentum"];
        private static readonly string[] ScalarNames = ["forgotten", "beta"];

        /// <inheritdoc/>
        public override string Name => "adaptive-memory";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => BiasCorrected
            ?
            [
                "P ← (1 − β_max·∏_{i<t} β_i)P,  w = 1 / (P(1 + λP))",
                "β = clip([(1 + ημ)(η₋/η)·Σ g(d/P + μθ) − Σ w(d − g)(g + λPd) − μ·Σ θ(d − g)] / Σ w(d − g)², β_min, β_max);  β = β_max if t = 1",
                "d ← [(1 − β)g + (β + λP)d] / (1 + λP)",
            ]
            :
            [
                "β = clip([(1 + λ)(η₋/η)⟨g, d⟩ − ⟨d − g, g + λd⟩] / ‖d − g‖², β_min, β_max)",
                "d ← [(1 − β)g + (β + λ)d] / (1 + λ);  d = g if t = 1",
            ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ArrayNames;

        /// <summary>1 − ∏β over the steps so far, the share of the first memory that was forgotten; β of this step.</summary>
        public override IReadOnlyList<string> Scalars => ScalarNames;

        /// <summary>λ, from 0: how strongly a step is held to the one before.</summary>
        [Option("lambda", OptionRange.NonNegative, "λ, how strongly a step is held to the one before", Search = [0.05, 0.1, 0.5])]
        public double Lambda { get; set => field = NonNegative(value); } = 0.1;

        /// <summary>β_max in [0, 1]: the most memory that a step may keep.</summary>
        [Option("beta-max", OptionRange.Share, "β_max, the most memory that a step may keep", Search = [0.8, 0.9, 0.99])]
        public double BetaMax { get; set => field = Share(value); } = 0.9;

        /// <summary>β_min in [0, 1]: the least memory that a step must keep (the paper's Clip variant).</summary>
        [Option("beta-min", OptionRange.Share, "β_min, the least memory that a step must keep")]
        public double BetaMin { get; set => field = Share(value); }

        /// <summary>τ in [0, 1]: below this β, d starts over at the gradient (the paper's Restart variant).</summary>
        [Option("restart-below", OptionRange.Share, "below this β the memory starts over at the gradient")]
        public double RestartBelow { get; set => field = Share(value); }

        /// <summary>Whether d starts at 0 and P makes up for it (AM-AdamW), rather than at the first gradient (AM-MGD).</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <summary>Appendix D: 1 − β_max · ∏ᵢ₍ᵢ﹤ₜ₎ βᵢ.</summary>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars)
            => BiasCorrected ? 1 - BetaMax * Product(scalars) : 1;

        /// <inheritdoc/>
        public override AdaptiveMemory Prepare(in StepContext step, ReadOnlySpan<double> scalars)
            => new(Lambda, step.DecoupledDecay, 0);

        /// <summary>
        /// The numerator and the denominator of Eq. 14; in the sum over groups with different learning rates, each counts
        /// by its own, as the model measures distances by P/η.
        /// </summary>
        public override void Accumulate(in StepContext step, ReadOnlySpan<double> tensor, Span<double> scope)
        {
            double decay = step.DecoupledDecay;
            double numerator = -tensor[1] - decay * tensor[2];
            if (!IsDeterministic(step))
            {
                double ratio = step.LearningRate > 0 ? step.PreviousLearningRate / step.LearningRate : 1;
                numerator += (1 + decay * step.LearningRate) * ratio * tensor[0];
            }

            scope[0] += step.RelativeLearningRate * numerator;
            scope[1] += step.RelativeLearningRate * tensor[3];
        }

        /// <summary>Eq. 14: the β of this step. The first step of AM-AdamW takes β_max, that of AM-MGD the gradient alone.</summary>
        public override AdaptiveMemory Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            bool first = step.Step == 1;
            double share = first ? (BiasCorrected ? BetaMax : 0) : BestShare(step, sums);
            bool startsOver = first ? !BiasCorrected : share < RestartBelow;
            scalars[ForgottenIndex] = 1 - Product(scalars) * share;
            scalars[ShareIndex] = share;
            return startsOver    // d = g: nothing of the memory, and nothing that holds the step to the one before
                ? new AdaptiveMemory(0, step.DecoupledDecay, 0)
                : new AdaptiveMemory(Lambda, step.DecoupledDecay, share);
        }

        /// <inheritdoc/>
        protected internal override void Validate()
        {
            if (BetaMin > BetaMax)
            {
                throw new ArgumentException($"The bounds of β are in the wrong order: beta-min={BetaMin} is above beta-max={BetaMax}.");
            }

            if (BiasCorrected && BetaMax == 1)
            {
                throw new ArgumentException("beta-max=1 would keep nothing of the first gradient beside a scaling: choose less than 1.");
            }
        }

        /// <summary>Without a P to make up for it, d starts at the first gradient.</summary>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { BiasCorrected = isScaled && !scalingFirst };

        /// <summary>∏β over the steps so far.</summary>
        private static double Product(ReadOnlySpan<double> scalars) => 1 - scalars[ForgottenIndex];

        /// <summary>AM-MGD with the true loss: (f(xₜ₋₁) − f(xₜ)) / ηₜ stands for its first-order estimate (Section 3.2).</summary>
        private bool IsDeterministic(in StepContext step)
            => !BiasCorrected && step.LearningRate > 0 && double.IsFinite(step.Loss) && double.IsFinite(step.PreviousLoss);

        private double BestShare(in StepContext step, ReadOnlySpan<double> sums)
        {
            double decrease = IsDeterministic(step) ? (step.PreviousLoss - step.Loss) * step.RelativeLearningRate / step.LearningRate : 0;
            double share = (decrease + sums[0]) / sums[1];
            return sums[1] > 0 && double.IsFinite(share) ? Math.Clamp(share, Math.Min(BetaMin, BetaMax), BetaMax) : 0;
        }
    }
}
