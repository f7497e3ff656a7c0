using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>No scaling: P is the bias correction of the memory alone.</summary>
public readonly struct NoScaling : IScaling
{
    private readonly StepScalar _correction;

    private NoScaling(double correction) => _correction = correction;

    /// <inheritdoc/>
    public static int SlotCount => 0;

    /// <inheritdoc/>
    public static bool IsIdentity => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => signal;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => TLane.Broadcast(_correction);

    /// <summary>Nothing to choose.</summary>
    public sealed record Options : ScalingOptions<NoScaling>
    {
        /// <inheritdoc/>
        public override string Name => "none";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => ["P = 1"];

        /// <inheritdoc/>
        public override NoScaling Plan(in StepContext step, double correction) => new(correction);
    }
}
