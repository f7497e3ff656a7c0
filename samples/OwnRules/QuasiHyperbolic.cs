using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Samples;

/// <summary>
/// A memory of one's own: quasi-hyperbolic momentum (Ma and Yarats 2019), a mean of the gradient and its moving average. A value of this
/// type holds the numbers of one step; its methods are the arithmetic of one coordinate, compiled for every width of vector.
/// </summary>
public readonly struct QuasiHyperbolic : IMemory
{
    private readonly StepScalar _decay, _intake, _share, _rest;    // β, 1 − β, ν, 1 − ν

    private QuasiHyperbolic(Options options)
    {
        (_decay, _intake) = (options.Decay, 1 - options.Decay);
        (_share, _rest) = (options.Weight, 1 - options.Weight);
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>m ← βm + (1 − β)g; d = (1 − ν)g + νm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        slots.First = TLane.MultiplyAdd(TLane.Broadcast(_decay), slots.First, TLane.Broadcast(_intake) * aggregate);
        return TLane.MultiplyAdd(TLane.Broadcast(_share), slots.First, TLane.Broadcast(_rest) * aggregate);
    }

    /// <inheritdoc/>
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
    }

    /// <summary>What can be chosen. Its name is what combinations call the memory: <c>quasi-hyperbolic*second-moment</c>.</summary>
    public sealed record Options : MemoryOptions<QuasiHyperbolic>
    {
        /// <inheritdoc/>
        public override string Name => "quasi-hyperbolic";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← βm + (1 − β)g", "d = (1 − ν)g + νm"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ["momentum"];

        /// <summary>β in [0, 1): how much of the momentum stays.</summary>
        [Option("momentum", OptionRange.Fraction, "β, how much of the momentum stays", Alias = "beta1")]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ν in [0, 1]: how much of the direction is the momentum's.</summary>
        [Option("nu", OptionRange.Share, "ν, how much of the direction is the momentum's")]
        public double Weight { get; set => field = Share(value); } = 0.7;

        /// <inheritdoc/>
        public override QuasiHyperbolic Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this);
    }
}
