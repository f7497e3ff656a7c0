using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>The function of the angle that AngularGrad takes.</summary>
public enum AngleFunction
{
    /// <summary>The cosine.</summary>
    Cos,

    /// <summary>The tangent.</summary>
    Tan,
}

/// <summary>
/// AngularGrad's memory (Roy et al. 2021): the first moment, times a coefficient that follows the smaller of the last two
/// angles between successive gradients of a coordinate. The publication is followed, not the code that was released.
/// </summary>
/// <remarks>The tangent of the angle is kept instead of the angle: both order alike, and no arc tangent is needed.</remarks>
public readonly struct Angular : IMemory
{
    private readonly StepScalar _decay;     // β₁
    private readonly StepScalar _intake;    // 1 − β₁
    private readonly StepScalar _cosine;    // 2 for the cosine, else 0
    private readonly StepScalar _tangent;   // 2 for the tangent, else 0

    private Angular(Options options)
    {
        _decay = options.Decay;
        _intake = 1 - options.Decay;
        _cosine = options.Angle == AngleFunction.Cos ? 2 : 0;
        _tangent = options.Angle == AngleFunction.Tan ? 2 : 0;
    }

    /// <summary>Three: m, the gradient before, the tangent of the angle before.</summary>
    public static int SlotCount => 3;

    /// <inheritdoc/>
    public static bool Preconditions => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>
    /// tan A = |(g − g₋) / (1 + g·g₋)|; φ = ½·tanh|f(min(A, A₋))| + ½ = 1 / (1 + e⁻²ᶠ) with cos A = 1/√(1 + tan²A);
    /// m ← β₁m + (1 − β₁)g; d = φm, and P⁻¹d with the same division.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane one = TLane.Broadcast(1);
        TLane tangent = TLane.Abs((aggregate - slots.Second) / TLane.MultiplyAdd(aggregate, slots.Second, one));
        TLane least = TLane.Min(tangent, slots.Third);
        TLane cosine = TLane.Broadcast(_cosine) / TLane.Sqrt(TLane.MultiplyAdd(least, least, one));
        TLane finite = TLane.Min(least, TLane.Broadcast(NegativeExponential.Saturation / 2));
        TLane power = NegativeExponential.MinusOne(TLane.MultiplyAdd(_tangent, finite, cosine));
        TLane m = TLane.MultiplyAdd(_decay, slots.First, _intake * aggregate);
        slots.First = m;
        slots.Second = aggregate;
        slots.Third = tangent;
        return m / ((TLane.Broadcast(2) + power) * preconditioner);
    }

    /// <summary>Hyper-parameters of AngularGrad's memory.</summary>
    public sealed record Options : MemoryOptions<Angular>
    {
        private static readonly string[] Names = ["momentum", "previous-gradient", "previous-tangent"];

        /// <inheritdoc/>
        public override string Name => "angular";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "A = atan|(g − g₋) / (1 + g·g₋)|, of each coordinate",
            $"φ = ½·tanh|{(Angle == AngleFunction.Tan ? "tan" : "cos")}(min(A, A₋))| + ½",
            "m ← β₁m + (1 − β₁)g",
            "d = φ·m / (1 − β₁ᵗ)",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>β₁ in [0, 1).</summary>
        [Option("beta1", OptionRange.Fraction, "β₁, how much of the first moment stays", Alias = "momentum", Search = [0.8, 0.9, 0.95])]
        public double Decay { get; set => field = Fraction(value); } = 0.9;

        /// <summary>The function of the angle.</summary>
        [Option("angle", OptionRange.Choice, "the function of the angle between successive gradients")]
        public AngleFunction Angle { get; set; }

        /// <inheritdoc/>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars) => 1 - Math.Pow(Decay, step.Step);

        /// <inheritdoc/>
        public override Angular Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars) => new(this);
    }
}
