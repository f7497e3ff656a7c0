using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// Maximum variation averaging (Zhu et al. 2020, Algorithm 1, Eq. 8): every coordinate picks the decay of its
/// second moment for which the estimated variance is largest. P = √(v / w) + ε.
/// </summary>
/// <remarks>
/// Kept are U = u/w and R = v/w − U², not u and v: their difference loses what digits the variance has where gradients vary
/// little about their mean.
/// </remarks>
public readonly struct MaximumVariation : IScaling
{
    private const double Delta = 1e-16;

    private readonly StepScalar _least;         // lower bound of β
    private readonly StepScalar _most;          // upper bound of β
    private readonly StepScalar _correction;    // c
    private readonly StepScalar _epsilon;       // cε
    private readonly StepScalar _largest = StepScalar.Largest;
    private readonly StepScalar _quarter = StepScalar.QuarterOfLargest;

    private MaximumVariation(Options options, long step, double correction)
    {
        bool first = step == 1;
        _least = first ? options.MostDecay : options.LeastDecay;
        _most = options.MostDecay;
        _correction = correction;
        _epsilon = SecondMoment.Outside(correction * options.Epsilon, options.Epsilon);
    }

    /// <inheritdoc/>
    public static int SlotCount => 3;

    /// <summary>
    /// U ← U + q(g − U), R ← (1 − q)(R + q(g − U)²) and w ← βw + 1 − β with q = (1 − β)/w: the paper's u = wU and v = w(R + U²)
    /// follow their averages. Gives v / w.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane one = TLane.Broadcast(1);
        TLane centre = slots.First, variance = slots.Second, weight = slots.Third;
        TLane decay = Decay(signal, centre, variance, weight);
        TLane intake = one - decay;
        weight = TLane.MultiplyAdd(decay, weight, intake);
        TLane share = intake / weight;
        TLane difference = signal - centre;
        TLane step = share * difference;
        slots.First = centre = centre + step;
        slots.Second = variance = (one - share) * TLane.Min(TLane.Broadcast(_quarter), TLane.MultiplyAdd(step, difference, variance));
        slots.Third = weight;
        return TLane.Min(TLane.Broadcast(_largest), TLane.MultiplyAdd(centre, centre, variance));
    }

    /// <summary>Eq. 8 with D = (g − U)²: β = clip((D + R) / (w(D − R) + D + R + δ)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLane Decay<TLane>(TLane signal, TLane centre, TLane variance, TLane weight)
        where TLane : struct, ILane<TLane>
    {
        TLane difference = signal - centre;
        TLane deviation = TLane.Min(TLane.Broadcast(_quarter), difference * difference);
        TLane sum = deviation + variance;
        TLane decay = sum / (TLane.MultiplyAdd(weight, deviation - variance, sum) + Delta);
        return TLane.Min(TLane.Max(decay, TLane.Broadcast(_least)), TLane.Broadcast(_most));
    }

    /// <summary>P = c(√(v / w) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(_correction, TLane.Sqrt(secondMoment), TLane.Broadcast(_epsilon));

    /// <summary>Hyper-parameters of maximum variation averaging.</summary>
    public sealed record Options : AmsGradOptions<MaximumVariation>
    {
        private static readonly string[] Signed = ["mean"];
        private static readonly string[] Names = ["mean", "variance", "weight"];

        /// <inheritdoc/>
        public override string Name => "maximum-variation";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            $"U = u/w,  R = v/w − U²,  D = ({signal} − U)²",
            "β₂ = clip((D + R) / (w(D − R) + D + R + 10⁻¹⁶), β₂_min, β₂_max), of each coordinate;  β₂ = β₂_max if t = 1",
            $"u ← β₂u + (1 − β₂){signal},  v ← β₂v + (1 − β₂){signal}²,  w ← β₂w + (1 − β₂)",
            .. AmsGrad ? ["v̂ ← max(v̂, v/w)", "P = √v̂ + ε"] : (string[])["P = √(v/w) + ε"],
        ];

        /// <inheritdoc/>
        private protected override IReadOnlyList<string> OwnArrays => Names;

        /// <inheritdoc/>
        public override IReadOnlyList<string> SignedArrays => Signed;

        /// <summary>Earlier versions kept u and v.</summary>
        internal override FormerArrays? FormerOf(string array) => array switch
        {
            "mean" => new(["first-moment", "weight"], static former => Average(former[0], former[1])),
            "variance" => new(["first-moment", "second-moment", "weight"], static former =>
            {
                double mean = Average(former[0], former[2]);
                return Math.Max(Average(former[1], former[2]) - mean * mean, 0);
            }),
            _ => null,
        };

        /// <summary>The lower bound of β in [0, 1).</summary>
        [Option("beta2-min", OptionRange.Fraction, "the lower bound of β₂", Search = [0.5, 0.9])]
        public double LeastDecay { get; set => field = Fraction(value); } = 0.5;

        /// <summary>The upper bound of β in [0, 1).</summary>
        [Option("beta2-max", OptionRange.Fraction, "the upper bound of β₂", Search = [0.99, 0.999])]
        public double MostDecay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0, outside the root.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <inheritdoc/>
        public override MaximumVariation Plan(in StepContext step, double correction) => new(this, step.Step, correction);

        private static double Average(double moment, double weight) => weight > 0 ? moment / weight : 0;

        /// <inheritdoc/>
        protected internal override void Validate()
        {
            if (LeastDecay > MostDecay)
            {
                throw new ArgumentException($"The bounds of β are in the wrong order: beta2-min={LeastDecay} is above beta2-max={MostDecay}.");
            }
        }
    }
}
