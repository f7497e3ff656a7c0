using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Torque-aware momentum (Malviya et al. 2024, Algorithm 1): the angle between the gradient and the momentum
/// decides how much of the gradient comes in.
/// </summary>
public readonly struct TorqueAware : IMemory
{
    private readonly StepScalar _momentum;    // β
    private readonly StepScalar _intake;      // ε + k

    private TorqueAware(double momentum, double intake)
    {
        _momentum = momentum;
        _intake = intake;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    public static int SumCount => 3;

    /// <inheritdoc/>
    public static Inputs Inputs => Inputs.Memory;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>Eq. 4: m ← βm + (ε + k)g; d = m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => slots.First = TLane.MultiplyAdd(_momentum, slots.First, _intake * aggregate);

    /// <summary>Eq. 2: ⟨m, g⟩, ‖m‖², ‖g‖².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(in Coordinate<TLane> at, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        sums.First = TLane.MultiplyAdd(at.Memory, at.Gradient, sums.First);
        sums.Second = TLane.MultiplyAdd(at.Memory, at.Memory, sums.Second);
        sums.Third = TLane.MultiplyAdd(at.Gradient, at.Gradient, sums.Third);
    }

    /// <summary>Hyper-parameters of torque-aware momentum, and its scalars.</summary>
    public sealed record Options : MemoryOptions<TorqueAware>
    {
        private static readonly string[] ArrayNames = ["momentum"];
        private static readonly string[] ScalarNames = ["smoothed-cosine", "cosine", "damping"];

        /// <inheritdoc/>
        public override string Name => "torque-aware";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "S = ⟨m, g⟩ / (‖m‖ ‖g‖)",
            "s ← γs + (1 − γ)S",
            "k = (1 + s) / 2",
            Averages ? "m ← (1 − (ε′ + k))m + (ε′ + k)g" : "m ← βm + (ε′ + k)g",
            "d = m",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => ArrayNames;

        /// <summary>s, the smoothed cosine; S, the cosine of this step; k, the damping.</summary>
        public override IReadOnlyList<string> Scalars => ScalarNames;

        /// <summary>β in [0, 1): how much of the momentum stays.</summary>
        [Option("momentum", OptionRange.Fraction, "β, how much of the momentum stays", Alias = "beta1", Search = [0.8, 0.9, 0.95])]
        public double Momentum { get; set => field = Fraction(value); } = 0.9;

        /// <summary>γ in [0, 1): how slowly the smoothed cosine follows.</summary>
        [Option("gamma", OptionRange.Fraction, "γ, how slowly the smoothed cosine follows", Search = [0.5, 0.9, 0.99])]
        public double Smoothing { get; set => field = Fraction(value); } = 0.9;

        /// <summary>ε, from 0: the least of the gradient that always comes in.</summary>
        [Option("torque-eps", OptionRange.NonNegative, "ε′, the least of the gradient that always comes in")]
        public double Epsilon { get; set => field = NonNegative(value); } = 1e-8;

        /// <summary>
        /// Whether m ← (1 − (ε + k))m + (ε + k)g, a moving average whose decay follows the damping (AdaTAM2, Eq. 8).
        /// </summary>
        public bool Averages { get; set; }

        /// <summary>Eq. 2 to 4: s ← γs + (1 − γ)cos(m, g); k = (1 + s) / 2. An undefined cosine, or one of sums that overflowed, is 0.</summary>
        public override TorqueAware Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
        {
            double norms = Math.Sqrt(sums[1]) * Math.Sqrt(sums[2]);
            double cosine = norms > 0 && double.IsFinite(sums[0] / norms) ? sums[0] / norms : 0;
            double smoothed = Smoothing * scalars[0] + (1 - Smoothing) * cosine;
            double damping = (1 + smoothed) / 2;
            scalars[0] = smoothed;
            scalars[1] = cosine;
            scalars[2] = damping;
            double intake = Epsilon + damping;
            return new TorqueAware(Averages ? 1 - intake : Momentum, intake);
        }
    }
}
