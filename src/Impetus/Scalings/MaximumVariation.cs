using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// Maximum variation averaging (Zhu et al. 2020, Algorithm 1, Eq. 8): every coordinate picks the decay of its
/// second moment for which the estimated variance is largest. P = √(v / w) + ε.
/// </summary>
public readonly struct MaximumVariation : IScaling
{
    private const double Delta = 1e-16;

    private readonly Constant _least;         // lower bound of β
    private readonly Constant _most;          // upper bound of β
    private readonly Constant _correction;    // c
    private readonly Constant _epsilon;       // cε
    private readonly Constant _guard;         // keeps 0 / 0 out of the first step

    private MaximumVariation(Options options, long step, double correction)
    {
        bool first = step == 1;
        _least = first ? options.MostDecay : options.LeastDecay;
        _most = options.MostDecay;
        _correction = correction;
        _epsilon = correction * options.Epsilon;
        _guard = first ? 1 : 0;
    }

    /// <inheritdoc/>
    public static int SlotCount => 3;

    /// <summary>u, v, w ← β(u, v, w) + (1 − β)(g, g², 1); gives v / w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane u = slots.First, v = slots.Second, w = slots.Third;
        TLane decay = Decay(signal, u, v, w);
        TLane intake = TLane.Splat(1) - decay;
        slots.First = TLane.MultiplyAdd(decay, u, intake * signal);
        slots.Second = v = TLane.MultiplyAdd(decay, v, intake * (signal * signal));
        slots.Third = w = TLane.MultiplyAdd(decay, w, intake);
        return v / w;
    }

    /// <summary>
    /// Eq. 8 with D = (g − u/w)² and R = v/w − (u/w)²: β = clip((D + R) / (w(D − R) + D + R + δ)). Both sides of the
    /// fraction are taken times w², which spares two divisions.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLane Decay<TLane>(TLane signal, TLane u, TLane v, TLane w)
        where TLane : struct, ILane<TLane>
    {
        TLane difference = signal * w - u;
        TLane deviation = difference * difference;
        TLane variance = v * w - u * u;
        TLane sum = deviation + variance;
        TLane floor = TLane.MultiplyAdd(TLane.Splat(Delta) * w, w, TLane.Splat(_guard));
        TLane decay = sum / (TLane.MultiplyAdd(w, deviation - variance, sum) + floor);
        return TLane.Min(TLane.Max(decay, TLane.Splat(_least)), TLane.Splat(_most));
    }

    /// <summary>P = c(√(v / w) + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(TLane.Splat(_correction), TLane.Sqrt(secondMoment), TLane.Splat(_epsilon));

    /// <summary>Hyper-parameters of maximum variation averaging.</summary>
    public sealed record Options : AmsGradOptions<MaximumVariation>
    {
        private static readonly string[] Names = ["first-moment", "second-moment", "weight"];

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

        /// <summary>The lower bound of β in [0, 1).</summary>
        [Option("beta2-min", OptionRange.Fraction, "the lower bound of β₂")]
        public double LeastDecay { get; set => field = Fraction(value); } = 0.5;

        /// <summary>The upper bound of β in [0, 1).</summary>
        [Option("beta2-max", OptionRange.Fraction, "the upper bound of β₂")]
        public double MostDecay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0, outside the root.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <inheritdoc/>
        public override MaximumVariation Plan(in StepContext step, double correction) => new(this, step.Step, correction);

        internal override void Validate()
        {
            if (LeastDecay > MostDecay)
            {
                throw new ArgumentException($"The bounds of β are in the wrong order: beta2-min={LeastDecay} is above beta2-max={MostDecay}.");
            }
        }
    }
}
