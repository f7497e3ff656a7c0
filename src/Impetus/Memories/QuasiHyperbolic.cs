using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>Quasi-hyperbolic momentum (Ma and Yarats 2019, Eq. 3 and 4): a blend of the present gradient and its moving average.</summary>
public readonly struct QuasiHyperbolic : IMemory
{
    private readonly StepScalar _decay;      // β
    private readonly StepScalar _intake;     // 1 − β
    private readonly StepScalar _present;    // 1 − ν
    private readonly StepScalar _average;    // ν, over 1 − βᵗ where the average is corrected

    private QuasiHyperbolic(double decay, double blend, double correction)
    {
        _decay = decay;
        _intake = 1 - decay;
        _present = 1 - blend;
        _average = blend / correction;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>m, with the gradient of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First;

    /// <summary>Eq. 3: m ← βm + (1 − β)g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        slots.First = TLane.MultiplyAdd(_decay, slots.First, _intake * gradient);
        return gradient;
    }

    /// <summary>Eq. 4: d = (1 − ν)g + νm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(_present, aggregate, _average * slots.First);

    /// <summary>Hyper-parameters of quasi-hyperbolic momentum.</summary>
    public sealed record Options : MemoryOptions<QuasiHyperbolic>
    {
        private static readonly string[] Names = ["momentum"];

        /// <inheritdoc/>
        public override string Name => "quasi-hyperbolic";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← β₁m + (1 − β₁)g", BiasCorrected ? "d = (1 − ν₁)g + ν₁m / (1 − β₁ᵗ)" : "d = (1 − ν₁)g + ν₁m"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the average stays", Alias = "momentum", Search = [0.9, 0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ν₁ in [0, 1]: how much of the blend is the average; with 1 the memory is a moving average.</summary>
        [Option("nu1", OptionRange.Share, "ν₁, how much of the blend is the average", Alias = "nu", Search = [0.5, 0.7, 0.9])]
        public double Blend { get; set => field = Share(value); } = 0.7;

        /// <summary>Whether the average makes up for its start at zero, as in QHAdam.</summary>
        public bool BiasCorrected { get; set; } = true;

        /// <inheritdoc/>
        public override QuasiHyperbolic Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
            => new(Decay, Blend, BiasCorrected ? 1 - Math.Pow(Decay, step.Step) : 1);

        /// <summary>As it is published: QHAdam corrects, QHM does not.</summary>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst) => this with { BiasCorrected = isScaled };
    }
}
