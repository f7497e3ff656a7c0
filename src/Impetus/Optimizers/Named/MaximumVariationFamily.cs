using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>MAdam (Zhu et al. 2020, Algorithm 1): Adam with maximum variation averaging.</summary>
public sealed record MAdamOptions() : OptimizerOptions<ExponentialAverage.Options, MaximumVariation.Options>(new(), new())
{
    internal static OptimizerDefinition Definition { get; } = new("madam", Publications.MaximumVariation,
        "Every coordinate chooses the decay of its second moment that shows the most variance, so it reacts fast to large gradients. Use it instead of adam where the size of gradients changes during training; it keeps twice the state.",
        static () => new MAdamOptions());
}

/// <summary>LaMAdam (Zhu et al. 2020, Algorithm 2): MAdam with the scaling first.</summary>
public sealed record LaMAdamOptions() : OptimizerOptions<ExponentialAverage.Options, MaximumVariation.Options>(
    new(), new() { Epsilon = 1e-15 }, scalingFirst: true)
{
    internal static OptimizerDefinition Definition { get; } = new("lamadam", Publications.MaximumVariation,
        "MAdam with the scaling first. Use it where madam is unstable at large learning rates.",
        static () => new LaMAdamOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="MAdamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer MAdam(ParameterSet parameters, MAdamOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="LaMAdamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer LaMAdam(ParameterSet parameters, LaMAdamOptions? options = null) => Create(parameters, options ?? new());
}
