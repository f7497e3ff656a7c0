using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Torque-aware momentum (Malviya et al. 2024, Algorithm 1).</summary>
public sealed record TamOptions() : OptimizerOptions<TorqueAware.Options, NoScaling.Options>(
    new(), new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("tam", Publications.TorqueAware,
        "Gradients that point away from the momentum are damped. Use it instead of sgdm on noisy or shifting data, with about twice its learning rate; it reads the gradient and the momentum once more per step.",
        static () => new TamOptions());
}

/// <summary>AdaTAM (Malviya et al. 2024, Eq. 7): torque-aware momentum, scaled by the second moment without bias correction.</summary>
public sealed record AdaTamOptions() : OptimizerOptions<TorqueAware.Options, SecondMoment.Options>(
    new(), new() { EpsilonInside = true, BiasCorrected = false }, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adatam", Publications.TorqueAware,
        "Torque-aware momentum scaled by the second moment, with L2 regularisation. Use it to follow the paper's AdaTAM; with weight decay, adatamw is the usual form.",
        static () => new AdaTamOptions());
}

/// <summary>AdaTAMW (Malviya et al. 2024): AdaTAM with decoupled weight decay.</summary>
public sealed record AdaTamWOptions() : OptimizerOptions<TorqueAware.Options, SecondMoment.Options>(
    new(), new() { EpsilonInside = true, BiasCorrected = false }, weightDecay: 0.01)
{
    internal static OptimizerDefinition Definition { get; } = new("adatamw", Publications.TorqueAware,
        "Torque-aware momentum scaled by the second moment, with decoupled weight decay. Use it instead of adamw where batches disagree. The momentum is a sum, not an average: steps are several times longer than adamw's at the same learning rate, and the first ones longer still, as nothing corrects the start.",
        static () => new AdaTamWOptions());
}

/// <summary>AdaTAM2 (Malviya et al. 2024, Eq. 8): AdaTAM whose momentum is a moving average that follows the damping.</summary>
public sealed record AdaTam2Options() : OptimizerOptions<TorqueAware.Options, SecondMoment.Options>(
    new() { Averages = true }, new() { EpsilonInside = true, BiasCorrected = false }, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adatam2", Publications.TorqueAware,
        "AdaTAM whose momentum is a moving average; the more a gradient agrees, the more it replaces. Use it where adatam takes too long steps.",
        static () => new AdaTam2Options());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="TamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Tam(ParameterSet parameters, TamOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdaTamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdaTam(ParameterSet parameters, AdaTamOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdaTamWOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdaTamW(ParameterSet parameters, AdaTamWOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdaTam2Options"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdaTam2(ParameterSet parameters, AdaTam2Options? options = null) => Create(parameters, options ?? new());
}
