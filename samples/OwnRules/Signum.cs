using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Samples;

/// <summary>
/// A memory of one's own: Signum (Bernstein et al. 2018), which steps along the sign of a moving average. A value of this type holds the
/// numbers of one step; its methods are the arithmetic of one coordinate, compiled for every width of vector.
/// </summary>
public readonly struct Signum : IMemory
{
    private readonly StepScalar _decay, _intake;    // β, 1 − β

    private Signum(Options options) => (_decay, _intake) = (options.Decay, 1 - options.Decay);

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>m ← βm + (1 − β)g; d = sign(m).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        slots.First = TLane.MultiplyAdd(_decay, slots.First, _intake * aggregate);
        return TLane.Sign(slots.First);
    }

    /// <summary>What can be chosen. Its name is what combinations call the memory: <c>signum*none</c>.</summary>
    public sealed record Options : MemoryOptions<Signum>
    {
        /// <inheritdoc/>
        public override string Name => "signum";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← βm + (1 − β)g", "d = sign(m)"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ["momentum"];

        /// <summary>β in [0, 1): how much of the momentum stays.</summary>
        [Option("momentum", OptionRange.Fraction, "β, how much of the momentum stays", Alias = "beta1")]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <inheritdoc/>
        public override Signum Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this);
    }
}
