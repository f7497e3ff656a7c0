using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>What Prodigy keeps (Mishchenko and Defazio 2024): Adam's moments of gradients times d, and what d, the distance to the solution, is estimated from.</summary>
public static class DistanceEstimate
{
    private static readonly string[] ArrayNames = ["momentum", "sum", "way-back"];
    private static readonly string[] SecondMoment = ["second-moment"];
    private static readonly string[] ScalarNames = ["d"];

    /// <summary>Hyper-parameters of the moving average and the estimate.</summary>
    public sealed record Options : MemoryOptions
    {
        /// <inheritdoc/>
        public override string Name => "ema";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "m ← β₁m + (1 − β₁)dg",
            "r ← √β₂r + (1 − √β₂)ηd²⟨g, θ₀ − θ⟩,  s ← √β₂s + (1 − √β₂)ηd²g",
        ];

        /// <summary>m; s; and the way back to where training began, θ₀ − θ.</summary>
        public override IReadOnlyList<string> Arrays => ArrayNames;

        /// <summary>d after the last step.</summary>
        public override IReadOnlyList<string> Scalars => ScalarNames;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the first moment stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>d₀, above 0: the first estimate, smaller than any distance that may be.</summary>
        [Option("d0", OptionRange.Positive, "d₀, the first estimate of the distance, smaller than any that may be")]
        public double Initial { get; set => field = Positive(value); } = 1e-6;

        /// <summary>c, above 0: what every estimate is multiplied with.</summary>
        [Option("d-coef", OptionRange.Positive, "c, what every estimate of the distance is multiplied with", Search = [0.5, 1, 2])]
        public double Coefficient { get; set => field = Positive(value); } = 1;

        internal override MemoryTraits Traits => new(SlotCount: 3, SumCount: 2, SumsWhileMoving: true, RenamesArrays: false, Inputs.None, Preconditions: false);

        internal override TResult Accept<TResult>(IMemoryVisitor<TResult> visitor)
            => throw new NotSupportedException("This memory belongs to Prodigy alone.");
    }

    /// <summary>Hyper-parameters of Prodigy's second moment.</summary>
    public sealed record Scaling : ScalingOptions
    {
        /// <inheritdoc/>
        public override string Name => "second-moment";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => ["v ← β₂v + (1 − β₂)d²g²", "P = √v + dε"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => SecondMoment;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the second moment stays", Search = [0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator, times d")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        internal override int SlotCount => 1;

        internal override TResult Accept<TResult>(IScalingVisitor<TResult> visitor)
            => throw new NotSupportedException("This scaling belongs to Prodigy alone.");
    }
}
