using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>LARS (You et al. 2017, Algorithm 1): gradient descent with momentum whose every tensor has a rate of its own.</summary>
public sealed record LarsOptions() : OptimizerOptions<LayerwiseHeavyBall.Options, NoScaling.Options>(
    new(), new(), learningRate: 1, decayMode: DecayMode.Coupled, scope: Scope.Tensor)
{
    internal static OptimizerDefinition Definition { get; } = new("lars", Publications.Lars,
        "Heavy-ball momentum whose every tensor moves by a fixed share of its length. Use it for large batches where sgdm becomes unstable; let biases and norms move by another rule, in groups.",
        static () => new LarsOptions());
}

/// <summary>LAMB (You et al. 2020, Algorithm 2): AdamW whose steps are as long as each tensor, times η.</summary>
public sealed record LambOptions() : OptimizerOptions<LayerwiseAverage.Options, SecondMoment.Options>(
    new(), new() { Epsilon = 1e-6 }, weightDecay: 0.01, scope: Scope.Tensor)
{
    internal static OptimizerDefinition Definition { get; } = new("lamb", Publications.Lamb,
        "AdamW whose steps are as long as each tensor, times the learning rate. Use it for very large batches, with a warm-up; a step reads everything twice.",
        static () => new LambOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="LarsOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Lars(ParameterSet parameters, LarsOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="LambOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Lamb(ParameterSet parameters, LambOptions? options = null) => Create(parameters, options ?? new());
}
