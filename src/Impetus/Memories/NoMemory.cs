using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>No memory: the direction is the gradient, as in stochastic gradient descent.</summary>
public readonly struct NoMemory : IMemory
{
    /// <inheritdoc/>
    public static int SlotCount => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>d = g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => aggregate;

    /// <summary>Nothing to choose.</summary>
    public sealed record Options : MemoryOptions<NoMemory>
    {
        /// <inheritdoc/>
        public override string Name => "none";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["d = g"];

        /// <inheritdoc/>
        public override NoMemory Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => default;
    }
}
