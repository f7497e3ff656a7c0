using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adam+CM (Malviya et al. 2024, Algorithm 1): Adam with critical momenta.</summary>
public sealed record AdamCmOptions() : OptimizerOptions<CriticalMomenta.Options, SecondMoment.Options>(
    new(), new() { Decay = 0.99, EpsilonInside = true }, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adam-cm", Publications.CriticalMomenta,
        "Keeps the momenta of the steps with the largest gradients and adds their mean, which leads out of sharp minima. Use it where generalisation matters more than memory: state grows with the capacity.",
        static () => new AdamCmOptions());
}

/// <summary>SGD+CG (McRae et al. 2022): gradient descent with critical gradients.</summary>
public sealed record SgdCgOptions() : OptimizerOptions<CriticalGradients.Options, NoScaling.Options>(
    new() { Decay = 0 }, new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("sgd-cg", Publications.CriticalGradients,
        "Keeps the largest gradients and adds their mean to every gradient. Use it to study the effect of a memory without momentum; state grows with the capacity.",
        static () => new SgdCgOptions());
}

/// <summary>SGD+CM (Malviya et al. 2024, Eq. 8): gradient descent with critical momenta.</summary>
public sealed record SgdCmOptions() : OptimizerOptions<CriticalMomenta.Options, NoScaling.Options>(
    new() { BiasCorrected = false }, new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("sgd-cm", Publications.CriticalMomenta,
        "Momentum as a moving average, plus the mean of the momenta of the steps with the largest gradients. Use it to study critical momenta without scaling; state grows with the capacity.",
        static () => new SgdCmOptions());
}

/// <summary>Adam+CG (McRae et al. 2022): Adam with critical gradients.</summary>
public sealed record AdamCgOptions() : OptimizerOptions<CriticalGradients.Options, SecondMoment.Options>(
    new(), new() { Decay = 0.99, EpsilonInside = true }, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adam-cg", Publications.CriticalGradients,
        "Adam on gradients to which the mean of the largest ones is added. Use it as the baseline of adam-cm: stored gradients tend to cancel each other, stored momenta less so.",
        static () => new AdamCgOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="AdamCmOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdamCm(ParameterSet parameters, AdamCmOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="SgdCgOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer SgdCg(ParameterSet parameters, SgdCgOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="SgdCmOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer SgdCm(ParameterSet parameters, SgdCmOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdamCgOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdamCg(ParameterSet parameters, AdamCgOptions? options = null) => Create(parameters, options ?? new());
}
