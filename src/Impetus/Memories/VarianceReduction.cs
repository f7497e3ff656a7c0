using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// MARS's memory (Yuan et al. 2024, Algorithm 2 with the approximate gradient difference): the gradient is corrected by its change since
/// the step before, held to the norm 1, and averaged. The scaling observes the corrected gradient.
/// </summary>
public readonly struct VarianceReduction : IMemory
{
    private readonly StepScalar _change;    // γβ₁ / (1 − β₁)
    private readonly StepScalar _factor;    // 1 / max(1, ‖c‖)
    private readonly StepScalar _decay;     // β₁
    private readonly StepScalar _intake;    // 1 − β₁

    private VarianceReduction(Options options, double factor)
    {
        _change = options.Scale * options.Decay / (1 - options.Decay);
        _factor = factor;
        _decay = options.Decay;
        _intake = 1 - options.Decay;
    }

    /// <summary>Two: the gradient before, and the average.</summary>
    public static int SlotCount => 2;

    /// <inheritdoc/>
    public static int SumCount => 1;

    /// <inheritdoc/>
    public static Inputs Inputs => Inputs.Memory;

    /// <summary>m, with the gradient of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.Second;

    /// <summary>c = g + γβ₁/(1 − β₁)·(g − g₋); c ← c / max(1, ‖c‖); m ← β₁m + (1 − β₁)c. Gives c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane corrected = Corrected(gradient, slots.First) * TLane.Broadcast(_factor);
        slots.First = gradient;
        slots.Second = TLane.MultiplyAdd(_decay, slots.Second, _intake * corrected);
        return corrected;
    }

    /// <summary>d = m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.Second;

    /// <summary>‖c‖².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane corrected = Corrected(at.Gradient, at.Memory);
        sums.First = TLane.MultiplyAdd(corrected, corrected, sums.First);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Corrected<TLane>(TLane gradient, TLane previous)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(_change, gradient - previous, gradient);

    /// <summary>Hyper-parameters of MARS's memory, and its scalar.</summary>
    public sealed record Options : MemoryOptions<VarianceReduction>
    {
        private static readonly string[] ArrayNames = ["previous-gradient", "momentum"];
        private static readonly string[] ScalarNames = ["corrected-norm"];

        /// <inheritdoc/>
        public override string Name => "variance-reduction";

        /// <inheritdoc/>
        public override string Signal => "c";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "c = g + γβ₁/(1 − β₁)·(g − g₋)",
            "c ← c / max(1, ‖c‖)",
            "m ← β₁m + (1 − β₁)c",
            BiasCorrected ? "d = m / (1 − β₁ᵗ)" : "d = m",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ArrayNames;

        /// <summary>‖c‖ of this step, before it is held to 1.</summary>
        public override IReadOnlyList<string> Scalars => ScalarNames;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the average stays", Alias = "momentum", Search = [0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.95;

        /// <summary>γ, from 0: how strongly the change of the gradient counts; with 0 only the bound of the norm is left.</summary>
        [Option("gamma", OptionRange.NonNegative, "γ, how strongly the change of the gradient counts", Search = [0.01, 0.025, 0.05])]
        public double Scale { get; set => field = NonNegative(value); } = 0.025;

        /// <summary>Whether the average makes up for its start at zero.</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <inheritdoc/>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars)
            => BiasCorrected ? 1 - Math.Pow(Decay, step.Step) : 1;

        /// <inheritdoc/>
        public override VarianceReduction Prepare(in StepContext step, ReadOnlySpan<double> scalars) => new(this, 1);

        /// <summary>The bound of the norm. Where the sum overflowed, the gradient counts for nothing.</summary>
        public override VarianceReduction Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            double norm = Math.Sqrt(sums[0]);
            scalars[0] = double.IsFinite(norm) ? norm : float.MaxValue;
            return new(this, 1 / Math.Max(1, norm));
        }

        /// <inheritdoc/>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { BiasCorrected = isScaled };
    }
}
