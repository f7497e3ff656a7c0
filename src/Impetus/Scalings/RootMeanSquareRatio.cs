using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>
/// Adadelta's scaling (Zeiler 2012, Algorithm 1): the root mean square of gradients over that of the updates that they gave,
/// which leaves an update in the unit of the parameter.
/// </summary>
public readonly struct RootMeanSquareRatio : IScaling
{
    private readonly StepScalar _decay;      // ρ
    private readonly StepScalar _intake;     // 1 − ρ
    private readonly StepScalar _epsilon;    // ε
    private readonly StepScalar _factor;     // c²
    private readonly StepScalar _largest = StepScalar.Largest;

    private RootMeanSquareRatio(Options options, double correction)
    {
        _decay = options.Decay;
        _intake = 1 - options.Decay;
        _epsilon = SecondMoment.Outside(options.Epsilon, options.Epsilon);
        _factor = correction * correction;
    }

    /// <summary>Two: v of the gradients, u of the updates.</summary>
    public static int SlotCount => 2;

    /// <summary>v ← ρv + (1 − ρ)g²; R = (v + ε) / (u + ε); u ← ρu + (1 − ρ)g² / R. Gives R.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Observe<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane intake = TLane.Min(TLane.Broadcast(_largest), _intake * (signal * signal));
        TLane gradients = TLane.Min(TLane.Broadcast(_largest), TLane.MultiplyAdd(_decay, slots.First, intake));
        TLane ratio = (gradients + _epsilon) / (slots.Second + _epsilon);
        slots.First = gradients;
        slots.Second = TLane.MultiplyAdd(_decay, slots.Second, intake / ratio);
        return ratio;
    }

    /// <summary>P = c√R.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Precondition<TLane>(TLane secondMoment)
        where TLane : struct, ILane<TLane> => TLane.Sqrt(_factor * secondMoment);

    /// <summary>Hyper-parameters of Adadelta's scaling.</summary>
    public sealed record Options : ScalingOptions<RootMeanSquareRatio>
    {
        private static readonly string[] Names = ["second-moment", "update-moment"];

        /// <inheritdoc/>
        public override string Name => "root-mean-square-ratio";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations(string signal) =>
        [
            $"v ← ρv + (1 − ρ){signal}²",
            "P = √((v + ε) / (u + ε))",
            $"u ← ρu + (1 − ρ)({signal} / P)²",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>ρ in [0, 1].</summary>
        [Option("rho", OptionRange.Share, "ρ, how much of both means of squares stays", Search = [0.9, 0.95, 0.99])]
        public double Decay { get; set => field = Share(value); } = 0.9;

        /// <summary>ε, from 0, under both roots.</summary>
        [Option("eps", OptionRange.NonNegative, "ε, added under both roots")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-6;

        /// <inheritdoc/>
        public override RootMeanSquareRatio Plan(in StepContext step, double correction) => new(this, correction);
    }
}
