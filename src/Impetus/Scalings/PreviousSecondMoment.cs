using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// ADOPT's scaling (Taniguchi et al. 2024, Algorithm 2): the second moment of the steps before, so that a gradient never scales itself,
/// and a bound on the scaled gradient that widens with the step. The first step only takes the second moment's start.
/// </summary>
public readonly struct PreviousSecondMoment : IScaling
{
    private readonly StepScalar _decay;     // β₂; in the first step 0
    private readonly StepScalar _intake;    // 1 − β₂; in the first step 1
    private readonly StepScalar _floor;     // ε²; in the first step ∞, so that nothing moves
    private readonly StepScalar _bound;     // 1 / (t − 1)^¼
    private readonly StepScalar _factor;    // c²
    private readonly StepScalar _largest = StepScalar.Largest;

    private PreviousSecondMoment(Options options, long step, double correction)
    {
        bool first = step == 1;
        _decay = first ? 0 : options.Decay;
        _intake = first ? 1 : 1 - options.Decay;
        _floor = first ? double.PositiveInfinity : options.Epsilon > 0 ? (StepScalar)(options.Epsilon * options.Epsilon) : StepScalar.Smallest;
        _bound = first ? 1 : 1 / Math.Pow(step - 1, 0.25);
        _factor = correction * correction;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <summary>v ← β₂v + (1 − β₂)g². Gives max(v₋, ε², g² / √(t − 1)): dividing by its root bounds g / P by (t − 1)^¼.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane before = slots.First;
        TLane bounded = _bound * signal;
        TLane after = TLane.MultiplyAdd(_decay, before, _intake * (signal * signal));
        slots.First = TLane.Min(TLane.Broadcast(_largest), after);
        return TLane.Max(TLane.Max(before, bounded * bounded), TLane.Broadcast(_floor));
    }

    /// <summary>P = c√max(v₋, ε², g² / √(t − 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => TLane.Sqrt(_factor * secondMoment);

    /// <summary>Hyper-parameters of ADOPT's scaling.</summary>
    public sealed record Options : ScalingOptions<PreviousSecondMoment>
    {
        private static readonly string[] Names = ["second-moment"];

        /// <inheritdoc/>
        public override string Name => "previous-second-moment";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            $"P = max(√v, ε, |{signal}| / (t − 1)^¼);  P = ∞ if t = 1",
            $"v ← β₂v + (1 − β₂){signal}²;  v = {signal}² if t = 1",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the second moment stays", Search = [0.99, 0.999, 0.9999])]
        public double Decay { get; set => field = Fraction(value); } = 0.9999;

        /// <summary>ε, from 0: the least that a gradient is divided by.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, the least that a gradient is divided by")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-6;

        /// <inheritdoc/>
        public override PreviousSecondMoment Plan(in StepContext step, double correction) => new(this, step.Step, correction);

        internal override ScalingOptions Beside(bool scalingFirst)
            => scalingFirst ? this : throw new FormatException($"Scaling '{Name}' is the one of the steps before, and P = ∞ in the first, so that the memory would take in what has no scale yet: let it come first, as in ema*{Name}*scale-first.");
    }
}
