using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>
/// Keeps an exponential moving average of the weights beside the training (Polyak and Juditsky 1992). Training is not
/// touched; <see cref="EvaluationAverage.Swap"/> puts the average in the place of the weights for evaluation, and back.
/// </summary>
public sealed class WeightAverage : EvaluationAverage
{
    private readonly WeightAverageOptions _options;

    /// <summary>Puts the average beside an optimizer, which it owns from now on. The average starts where the parameters are.</summary>
    public WeightAverage(Optimizer inner, WeightAverageOptions? options = null)
        : base(inner)
    {
        _options = (options ?? new()) with { };
    }

    internal override WrapperOptions Settings => _options;

    internal override void Describe(StateSchema schema)
    {
        schema.AddSettings(_options);
        schema.Within("ema", inner =>
        {
            inner.AddTensors("average", Parameters, Weights);
            inner.AddVector(
                "swapped",
                [IsSwapped ? 1 : 0],
                static values => values is [0 or 1],
                values => IsSwapped = values[0] == 1,
                absent: [0]);
            Inner.Describe(inner);
        });
    }

    /// <summary>x ← δx + (1 − δ)θ.</summary>
    private protected override void Follow() => Weights.FollowParameters(1 - _options.Decay);
}

/// <summary>Options of the average of weights.</summary>
public sealed record WeightAverageOptions : WrapperOptions
{
    /// <inheritdoc/>
    public override string Name => "ema";

    /// <inheritdoc/>
    public override string Summary => "Keeps an average of the weights beside the training, which it does not touch; Swap exchanges both for evaluation. Use it for a steadier model without a falling learning rate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => ["step of the inner optimizer: θ", "x ← δx + (1 − δ)θ"];

    /// <summary>δ in [0, 1): how much of the average stays.</summary>
    [Option("decay", OptionRange.Fraction, "δ, how much of the average stays", Search = [0.99, 0.999])]
    public double Decay { get; set => field = Fraction(value); } = 0.999;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner) => new WeightAverage(inner, this);
}
