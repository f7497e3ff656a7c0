using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>Lion's memory (Chen et al. 2023, Algorithm 2): the direction is the sign of a blend of gradient and momentum.</summary>
public readonly struct SignMomentum : IMemory
{
    private readonly StepScalar _blend;        // β₁
    private readonly StepScalar _fresh;        // 1 − β₁
    private readonly StepScalar _decay;        // β₂
    private readonly StepScalar _intake;       // 1 − β₂

    private SignMomentum(Options options)
    {
        _blend = options.Blend;
        _fresh = 1 - options.Blend;
        _decay = options.Decay;
        _intake = 1 - options.Decay;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>d = sign(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g. The sign of 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane m = slots.First;
        slots.First = TLane.MultiplyAdd(_decay, m, _intake * aggregate);
        return TLane.Sign(TLane.MultiplyAdd(_blend, m, _fresh * aggregate));
    }

    /// <summary>Hyper-parameters of Lion's memory.</summary>
    public sealed record Options : MemoryOptions<SignMomentum>
    {
        private static readonly string[] Names = ["momentum"];

        /// <inheritdoc/>
        public override string Name => "sign";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["d = sign(β₁m + (1 − β₁)g)", "m ← β₂m + (1 − β₂)g"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1): how much of the blend is momentum.</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the blend is momentum", Search = [0.9, 0.95])]
        public double Blend { get; set => field = Fraction(value); } = 0.9;

        /// <summary>β₂ in [0, 1): how much of the momentum stays.</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the momentum stays", Search = [0.98, 0.99])]
        public double Decay { get; set => field = Fraction(value); } = 0.99;

        /// <inheritdoc/>
        public override SignMomentum Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this);

        /// <inheritdoc/>
        protected internal override MemoryOptions Beside(bool isScaled, bool scalingFirst)
            => isScaled ? throw new FormatException("Memory 'sign' gives every coordinate the same size, which a scaling would undo: combine it with none.") : this;
    }
}
