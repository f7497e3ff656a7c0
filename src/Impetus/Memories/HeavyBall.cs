using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>Heavy-ball momentum (Polyak 1964), with dampening and Nesterov's look-ahead as PyTorch has them.</summary>
public readonly struct HeavyBall : IMemory
{
    private readonly StepScalar _momentum;    // β
    private readonly StepScalar _intake;      // 1 − τ
    private readonly StepScalar _ahead;       // β of Nesterov's look-ahead, d = g + βm; without it d = m
    private readonly StepScalar _gradient;

    private HeavyBall(Options options)
    {
        _momentum = options.Momentum;
        _intake = 1 - options.Dampening;
        _ahead = options.Nesterov ? options.Momentum : 1;
        _gradient = options.Nesterov ? 1 : 0;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>m ← βm + (1 − τ)g; d = m, or with Nesterov g + βm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane intake = _intake * aggregate, rest = _gradient * aggregate;
        TLane m = TLane.MultiplyAdd(_momentum, slots.First, intake);
        slots.First = m;
        return TLane.MultiplyAdd(_ahead, m, rest);
    }

    /// <summary>Hyper-parameters of heavy-ball momentum.</summary>
    public sealed record Options : MemoryOptions<HeavyBall>
    {
        private static readonly string[] Names = ["momentum"];

        /// <inheritdoc/>
        public override string Name => "heavy-ball";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations => ["m ← βm + (1 − τ)g", Nesterov ? "d = g + βm" : "d = m"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β in [0, 1): how much of the momentum stays.</summary>
        [Option("momentum", OptionRange.Fraction, "β, how much of the momentum stays", Search = [0.8, 0.9, 0.95])]
        public double Momentum { get; set => field = Fraction(value); } = 0.9;

        /// <summary>τ in [0, 1]: how much of the gradient is left out.</summary>
        [Option("dampening", OptionRange.Share, "τ, how much of the gradient is left out")]
        public double Dampening { get; set => field = Share(value); }

        /// <summary>Whether the direction looks one step ahead.</summary>
        [Option("nesterov", OptionRange.Choice, "whether the direction looks one step ahead")]
        public bool Nesterov { get; set; }

        /// <inheritdoc/>
        public override HeavyBall Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this);
    }
}
