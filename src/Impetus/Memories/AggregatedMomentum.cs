using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Aggregated momentum (Lucas et al. 2019): the mean of three heavy balls with different friction. The first has none of
/// the past, so it is the gradient and needs no array.
/// </summary>
public readonly struct AggregatedMomentum : IMemory
{
    private const double Count = 3;

    private readonly StepScalar _fast;       // β of the second heavy ball
    private readonly StepScalar _slow;       // β of the third
    private readonly StepScalar _share;      // 1 / K

    private AggregatedMomentum(Options options)
    {
        _fast = options.Fast;
        _slow = options.Slow;
        _share = 1 / Count;
    }

    /// <inheritdoc/>
    public static int SlotCount => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>mᵢ ← βᵢmᵢ + g; d = (g + m₁ + m₂) / K.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane fast = TLane.MultiplyAdd(_fast, slots.First, aggregate);
        TLane slow = TLane.MultiplyAdd(_slow, slots.Second, aggregate);
        slots.First = fast;
        slots.Second = slow;
        return _share * (aggregate + fast + slow);
    }

    /// <summary>Hyper-parameters of aggregated momentum.</summary>
    public sealed record Options : MemoryOptions<AggregatedMomentum>
    {
        private static readonly string[] Names = ["fast-momentum", "slow-momentum"];

        /// <inheritdoc/>
        public override string Name => "aggregated";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m₁ ← β₁m₁ + g", "m₂ ← β₂m₂ + g", "d = (g + m₁ + m₂) / 3"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β in [0, 1) of the second heavy ball.</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, of the second heavy ball; the first has none", Search = [0.8, 0.9])]
        public double Fast { get; set => field = Fraction(value); } = 0.9;

        /// <summary>β in [0, 1) of the third heavy ball.</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, of the third heavy ball", Search = [0.95, 0.99, 0.999])]
        public double Slow { get; set => field = Fraction(value); } = 0.99;

        /// <inheritdoc/>
        public override AggregatedMomentum Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this);
    }
}
