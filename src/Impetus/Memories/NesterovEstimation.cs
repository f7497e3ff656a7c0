using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Adan's memory (Xie et al. 2022, Algorithm 1): Nesterov's momentum estimated from the average of the gradient and the average of
/// its changes. The scaling observes the gradient one step ahead. The paper's β is 1 − β here, as in the authors' code.
/// </summary>
public readonly struct NesterovEstimation : IMemory
{
    private readonly StepScalar _decay;           // β₁
    private readonly StepScalar _intake;          // 1 − β₁
    private readonly StepScalar _changeDecay;     // β₂
    private readonly StepScalar _changeIntake;    // 1 − β₂; in the first step 0, as nothing has changed
    private readonly StepScalar _ahead;           // β₂ in front of the change of this step; in the first step 0
    private readonly StepScalar _average;         // 1 / (1 − β₁ᵗ)
    private readonly StepScalar _change;          // β₂ / (1 − β₂ᵗ)

    private NesterovEstimation(Options options, long step)
    {
        bool knows = step > 1;
        _decay = options.Decay;
        _intake = 1 - options.Decay;
        _changeDecay = options.ChangeDecay;
        _changeIntake = knows ? 1 - options.ChangeDecay : 0;
        _ahead = knows ? options.ChangeDecay : 0;
        _average = 1 / (1 - Math.Pow(options.Decay, step));
        _change = options.ChangeDecay / (1 - Math.Pow(options.ChangeDecay, step));
    }

    /// <summary>Three: the average of the gradient, that of its changes, and the gradient before.</summary>
    public static int SlotCount => 3;

    /// <summary>m, with the gradient of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(in Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => slots.First;

    /// <summary>m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)(g − g₋). Gives G = g + β₂(g − g₋).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane change = gradient - slots.Third;
        slots.First = TLane.MultiplyAdd(_decay, slots.First, _intake * gradient);
        slots.Second = TLane.MultiplyAdd(_changeDecay, slots.Second, _changeIntake * change);
        slots.Third = gradient;
        return TLane.MultiplyAdd(_ahead, change, gradient);
    }

    /// <summary>d = m / (1 − β₁ᵗ) + β₂v / (1 − β₂ᵗ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(_change, slots.Second, _average * slots.First);

    /// <summary>Hyper-parameters of Adan's memory.</summary>
    public sealed record Options : MemoryOptions<NesterovEstimation>
    {
        private static readonly string[] Names = ["momentum", "change", "previous-gradient"];

        /// <inheritdoc/>
        public override string Name => "nesterov-estimation";

        /// <inheritdoc/>
        public override string Signal => "G";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "G = g + β₂(g − g₋);  G = g if t = 1",
            "m ← β₁m + (1 − β₁)g",
            "v ← β₂v + (1 − β₂)(g − g₋);  v = 0 if t = 1",
            "d = m / (1 − β₁ᵗ) + β₂v / (1 − β₂ᵗ)",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the average of the gradient stays", Alias = "momentum", Search = [0.9, 0.95, 0.98])]
        public double Decay { get; set => field = Fraction(value); } = 0.98;

        /// <summary>β₂ in [0, 1).</summary>
        [Option("beta2", OptionRange.Fraction, "β₂, how much of the average of its changes stays", Search = [0.8, 0.92])]
        public double ChangeDecay { get; set => field = Fraction(value); } = 0.92;

        /// <inheritdoc/>
        public override NesterovEstimation Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this, step.Step);

        /// <summary>Adan counts its three coefficients on: the third is the scaling's.</summary>
        internal override string KeyBeside(string key) => key == "beta2" ? "beta3" : base.KeyBeside(key);
    }
}
