using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// Adamax's scaling (Kingma and Ba 2015, Algorithm 2): the largest gradient so far, with an exponential decay. It needs no root and
/// no correction for its start. ε is added to each gradient, as PyTorch has it.
/// </summary>
public readonly struct InfinityNorm : IScaling
{
    private readonly StepScalar _decay;         // β₂
    private readonly StepScalar _epsilon;       // ε
    private readonly StepScalar _correction;    // c

    private InfinityNorm(Options options, double correction)
    {
        _decay = options.Decay;
        _epsilon = SecondMoment.Outside(options.Epsilon, options.Epsilon);
        _correction = correction;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>u ← max(β₂u, |g| + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.First = TLane.Max(_decay * slots.First, TLane.Abs(signal) + _epsilon);

    /// <summary>P = cu.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => _correction * secondMoment;

    /// <summary>Hyper-parameters of Adamax's scaling.</summary>
    public sealed record Options : ScalingOptions<InfinityNorm>
    {
        private static readonly string[] Names = ["infinity-norm"];

        /// <inheritdoc/>
        public override string Name => "infinity-norm";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => [$"u ← max(β₂u, |{signal}| + ε)", "P = u"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the largest gradient stays", Search = [0.99, 0.999])]
        public double Decay { get; set => field = Fraction(value); } = 0.999;

        /// <summary>ε, from 0, added to each gradient.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the size of each gradient")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <inheritdoc/>
        public override InfinityNorm Plan(in StepContext step, double correction) => new(this, correction);
    }
}
