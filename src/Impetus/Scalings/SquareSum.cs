using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// Adagrad's scaling (Duchi et al. 2011): the root of the sum of all squared gradients so far, so that the rate of a
/// coordinate only falls. As in PyTorch, ε stands outside the root, and the whole rate may fall with the step besides.
/// </summary>
public readonly struct SquareSum : IScaling
{
    private readonly StepScalar _factor;     // c²
    private readonly StepScalar _start;      // c²s₀
    private readonly StepScalar _epsilon;    // cε
    private readonly StepScalar _largest = StepScalar.Largest;

    private SquareSum(Options options, double correction)
    {
        double square = correction * correction;
        _factor = square;
        _start = square * options.Start;
        _epsilon = SecondMoment.Outside(correction * options.Epsilon, options.Epsilon);
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>s ← s + g², at most the largest number there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.First = TLane.Min(TLane.Broadcast(_largest), TLane.MultiplyAdd(signal, signal, slots.First));

    /// <summary>P = c(√(s₀ + s) + ε), with c drawn into the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane>
        => TLane.Sqrt(TLane.MultiplyAdd(_factor, secondMoment, TLane.Broadcast(_start))) + _epsilon;

    /// <summary>Hyper-parameters of Adagrad's scaling.</summary>
    public sealed record Options : ScalingOptions<SquareSum>
    {
        private static readonly string[] Names = ["square-sum"];

        /// <inheritdoc/>
        public override string Name => "square-sum";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) => [$"s ← s + {signal}²", "P = (1 + (t − 1)δ)(√(s₀ + s) + ε)"];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>δ, from 0: how fast the rate of all coordinates falls with the step.</summary>
        [Option("lr-decay", OptionRange.NonNegative, "δ, how fast the rate of all coordinates falls with the step")]
        public double RateDecay { get; set => field = NonNegative(value); }

        /// <summary>s₀, from 0: what the sum starts from. The array holds what has come on top of it.</summary>
        [Option("initial-accumulator-value", OptionRange.NonNegative, "s₀, what the sum of squares starts from", Search = [0, 0.1])]
        public double Start { get; set => field = NonNegative(value); }

        /// <summary>ε, from 0.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added to the denominator")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-10;

        /// <inheritdoc/>
        public override SquareSum Plan(in StepContext step, double correction) => new(this, correction * (1 + (step.Step - 1) * RateDecay));
    }
}
