using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Memories;

/// <summary>
/// Averaged gradient descent (Polyak and Juditsky 1992), as PyTorch writes ASGD: the gradient alone moves the parameter, at a rate
/// that falls, and from some step on the mean of where it has been is kept beside it.
/// </summary>
public readonly struct ParameterAverage : IMemory
{
    private readonly StepScalar _shrinkage;    // −λη / c
    private readonly StepScalar _share;        // 1 / max(1, t − 1 − t₀)
    private readonly StepScalar _kept;         // 1 − share

    private ParameterAverage(double shrinkage, double share)
    {
        _shrinkage = -shrinkage;
        _share = share;
        _kept = 1 - share;
    }

    /// <inheritdoc/>
    public static int SlotCount => 1;

    /// <inheritdoc/>
    public static bool FollowsParameter => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Aggregate<TLane>(TLane gradient, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => gradient;

    /// <summary>d = g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Update<TLane>(TLane aggregate, TLane preconditioner, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => aggregate;

    /// <summary>θ ← θ − λη/c·θ₋; a ← a + (θ − a) / max(1, t − 1 − t₀).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Follow<TLane>(TLane before, TLane after, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane>
    {
        TLane moved = TLane.MultiplyAdd(_shrinkage, before, after);
        slots.First = TLane.MultiplyAdd(_share, moved, _kept * slots.First);
        return moved;
    }

    /// <summary>Hyper-parameters of averaged gradient descent.</summary>
    public sealed record Options : MemoryOptions<ParameterAverage>
    {
        private static readonly string[] Names = ["average"];

        /// <inheritdoc/>
        public override string Name => "parameter-average";

        /// <inheritdoc/>
        public override IReadOnlyList<string> Equations =>
        [
            "c = (1 + λη(t − 1))^α",
            "d = g / c",
            "after the step: θ ← θ − λη/c·θ₋,  with the θ₋ before it;  a ← a + (θ − a) / max(1, t − 1 − t₀)",
        ];

        /// <inheritdoc/>
        public override IReadOnlyList<string> Arrays => Names;

        /// <summary>λ, from 0: how fast the rate falls, and a weight decay at that rate.</summary>
        [Option("lambda", OptionRange.NonNegative, "λ, how fast the rate falls, and a weight decay at that rate", Alias = "lambd", Search = [1e-5, 1e-4, 1e-3])]
        public double Lambda { get; set => field = NonNegative(value); } = 1e-4;

        /// <summary>α, from 0: the power by which the rate falls.</summary>
        [Option("alpha", OptionRange.NonNegative, "α, the power by which the rate falls", Search = [0.5, 0.75])]
        public double Power { get; set => field = NonNegative(value); } = 0.75;

        /// <summary>t₀, from 0: the step from which on parameters are averaged; before, the average is where they are.</summary>
        [Option("t0", OptionRange.NonNegative, "t₀, the step from which on parameters are averaged")]
        public double Start { get; set => field = NonNegative(value); } = 1e6;

        /// <summary>c of this step: η/c is the rate.</summary>
        public override double BiasCorrection(in StepContext step, ReadOnlySpan<double> scalars)
            => Math.Pow(1 + Lambda * step.LearningRate * (step.Step - 1), Power);

        /// <inheritdoc/>
        public override ParameterAverage Plan(in StepContext step, ReadOnlySpan<double> sums, Span<double> scalars)
            => new(Lambda * step.LearningRate / BiasCorrection(step, scalars), 1 / Math.Max(1, step.Step - 1 - Start));
    }
}
