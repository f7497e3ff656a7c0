using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>AM-MGD (Topollai and Choromanska 2025, Algorithm 1): gradient descent whose momentum coefficient is computed at every step. Given the loss, the deterministic form.</summary>
public sealed record AmMgdOptions() : OptimizerOptions<AdaptiveMemory.Options, NoScaling.Options>(
    new() { BiasCorrected = false }, new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("am-mgd", Publications.AdaptiveMemory,
        "Chooses the momentum coefficient of every step in closed form, from a model of the loss built from two linear models. Use it instead of mgd where one coefficient does not fit the whole run; given the loss, the model uses it.",
        static () => new AmMgdOptions());
}

/// <summary>AM-AdamW (Topollai and Choromanska 2025, Eq. 14): AdamW whose momentum coefficient is computed at every step.</summary>
public sealed record AmAdamWOptions() : OptimizerOptions<AdaptiveMemory.Options, SecondMoment.Options>(new(), new(), weightDecay: 0.01)
{
    internal static OptimizerDefinition Definition { get; } = new("am-adamw", Publications.AdaptiveMemory,
        "AdamW that chooses its momentum coefficient at every step. Use it where training is fragile early on, or to do without warm-up; a step reads twice what one of adamw reads.",
        static () => new AmAdamWOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="AmMgdOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AmMgd(ParameterSet parameters, AmMgdOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AmAdamWOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AmAdamW(ParameterSet parameters, AmAdamWOptions? options = null) => Create(parameters, options ?? new());
}
