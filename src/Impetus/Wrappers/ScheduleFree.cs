using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus.Wrappers;

/// <summary>
/// Schedule-free learning (Defazio et al. 2024, Algorithm 1): gradients are taken between where steps lead, z, and the average of where
/// they have led, x, which is what is evaluated. It takes the place of momentum and of a schedule.
/// </summary>
public sealed class ScheduleFree : EvaluationAverage
{
    private readonly ScheduleFreeOptions _options;
    private readonly ParameterVector _base;
    private readonly bool[] _moves;
    private readonly int[] _groupOf;
    private double _weightSum;

    /// <summary>Puts it around an optimizer without momentum, which it owns from now on. Both sequences start where the parameters are.</summary>
    /// <exception cref="ArgumentException">The optimizer has a momentum.</exception>
    public ScheduleFree(Optimizer inner, ScheduleFreeOptions? options = null)
        : base(inner)
    {
        if (inner.Groups.Any(static group => group.Memory is ExponentialAverage.Options { Decay: > 0 } or HeavyBall.Options { Momentum: > 0 }))
        {
            throw new ArgumentException("schedule-free takes the place of momentum: put it around sgd, or set the momentum to 0 (adamw:beta1=0).", nameof(inner));
        }

        _options = (options ?? new()) with { };
        _base = ParameterVector.Like(inner.Parameters, inner.Options.Threads);
        _base.CopyParameters();
        _moves = new bool[inner.Parameters.Count];
        _groupOf = inner.Groups.IndicesOf(inner.Parameters);
    }

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + 2 * Parameters.ElementType.Size;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _base.Dispose();
        base.Dispose();
    }

    internal override WrapperOptions Settings => _options;

    internal override void Describe(StateSchema schema)
    {
        schema.AddSettings(_options);
        schema.Within("schedule-free", inner =>
        {
            inner.AddTensors("base", Parameters, _base);
            inner.AddTensors("average", Parameters, Weights);
            inner.AddVector(
                "weights",
                [_weightSum, IsSwapped ? 1 : 0],
                static values => values[0] >= 0 && double.IsFinite(values[0]) && values[1] is 0 or 1,
                values => (_weightSum, IsSwapped) = (values[0], values[1] == 1));
            Inner.Describe(inner);
        });
    }

    /// <summary>z ← z + δ; x ← (1 − c)x + cz with c = γ² / Σγ²; θ ← (1 − β)z + βx.</summary>
    private protected override void Follow()
    {
        for (int parameter = 0; parameter < _moves.Length; parameter++)
        {
            _moves[parameter] = Parameters[parameter].HasGradient && !Groups[_groupOf[parameter]].IsFrozen;
        }

        double weight = Groups[0].LearningRate * Groups[0].LearningRate * Correction;
        _weightSum += weight;
        _base.LeadFreely(Weights, _options.Interpolation, weight > 0 ? weight / _weightSum : 0, _moves);
        Parameters.ShareValues();
    }

    /// <summary>1 − β₂ᵗ, of which the step size holds the root (Algorithm 1 of the AdamW form).</summary>
    private double Correction => Groups[0].Scaling is SecondMoment.Options { BiasCorrected: true } scaling ? 1 - Math.Pow(scaling.Decay, StepCount) : 1;
}

/// <summary>Options of schedule-free learning.</summary>
public sealed record ScheduleFreeOptions : WrapperOptions
{
    /// <inheritdoc/>
    public override string Name => "schedule-free";

    /// <inheritdoc/>
    public override string Summary => "Takes gradients between the last point and the average of all, and evaluates the average. Use it around sgd or adamw:beta1=0 with a constant rate after a warm-up, where the length of training is not known beforehand.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations =>
        ["step of the inner optimizer, from θ to θ + δ", "z ← z + δ", "x ← (1 − c)x + cz,  c = η² / Σ η²", "θ ← (1 − β)z + βx;  x is evaluated"];

    /// <summary>β in [0, 1): how near the average gradients are taken.</summary>
    [Option("beta", OptionRange.Fraction, "β, how near the average gradients are taken", Search = [0.9, 0.95, 0.98])]
    public double Interpolation { get; set => field = Fraction(value); } = 0.9;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner) => new ScheduleFree(inner, this);
}
