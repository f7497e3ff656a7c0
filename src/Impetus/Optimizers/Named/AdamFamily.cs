using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adam (Kingma and Ba 2015, Algorithm 1).</summary>
public sealed record AdamOptions() : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>(new(), new(), decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adam", Publications.Adam,
        "First and second moment, both corrected for their start at zero. A good first try on most problems; with weight decay, adamw is the better one.",
        static () => new AdamOptions());
}

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
public sealed record AdamWOptions() : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>(new(), new(), weightDecay: 0.01)
{
    internal static OptimizerDefinition Definition { get; } = new("adamw", Publications.AdamW,
        "Adam whose weight decay is kept out of the moments. The usual choice for transformers, and the baseline to beat.",
        static () => new AdamWOptions());
}

/// <summary>Adam with the largest second moment so far (Reddi et al. 2018), as PyTorch writes it.</summary>
public sealed record AmsGradOptions() : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>(
    new(), new() { AmsGrad = true }, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("amsgrad", Publications.AmsGrad,
        "Adam whose second moment never falls. Use it where rare large gradients carry the signal and Adam forgets them; a single outlier slows a coordinate for good.",
        static () => new AmsGradOptions());
}

/// <summary>LaProp (Ziyin et al. 2020): Adam with the scaling first.</summary>
public sealed record LaPropOptions() : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>(
    new(), new() { Epsilon = 1e-15 }, scalingFirst: true)
{
    internal static OptimizerDefinition Definition { get; } = new("laprop", Publications.LaProp,
        "Scales the gradient before it enters the momentum, which stays stable for any pair of coefficients. Use it instead of adam where the second moment should follow quickly, with a small β₂.",
        static () => new LaPropOptions());
}

/// <summary>RMSprop (Tieleman and Hinton 2012), as PyTorch writes it; with momentum, a heavy ball of scaled gradients.</summary>
public sealed record RmsPropOptions() : OptimizerOptions<HeavyBall.Options, SecondMoment.Options>(
    new() { Momentum = 0 }, new() { Decay = 0.99, BiasCorrected = false }, learningRate: 0.01, decayMode: DecayMode.Coupled, scalingFirst: true)
{
    internal static OptimizerDefinition Definition { get; } = new("rmsprop", Publications.RmsProp,
        "Scales the gradient by the root of its second moment, without a correction for the start. Use it where a result from before Adam is to be matched, and in reinforcement learning; elsewhere adam is the safer start.",
        static () => new RmsPropOptions());
}

/// <summary>RAdam (Liu et al. 2020, Algorithm 2), as PyTorch writes it.</summary>
public sealed record RAdamOptions() : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>(
    new(), new() { Rectified = true, CorrectsEpsilon = true }, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("radam", Publications.RAdam,
        "Adam that waits until the second moment can be trusted. Use it instead of a warm-up of the learning rate; later it is Adam.",
        static () => new RAdamOptions());
}

/// <summary>AdaBound (Luo et al. 2019), as the authors wrote it.</summary>
public sealed record AdaBoundOptions() : OptimizerOptions<ExponentialAverage.Options, BoundedSecondMoment.Options>(
    new(), new(), decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adabound", Publications.AdaBound,
        "Goes over from Adam to gradient descent: the rates of all coordinates close in on one. Use it for Adam's fast start and gradient descent's end; the final rate has to be chosen.",
        static () => new AdaBoundOptions());
}

/// <summary>AngularGrad (Roy et al. 2021), as published.</summary>
public sealed record AngularGradOptions() : OptimizerOptions<Angular.Options, SecondMoment.Options>(new(), new(), decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("angulargrad", Publications.AngularGrad,
        "Adam's step, shortened where successive gradients of a coordinate disagree. A baseline of the torque-aware paper; use it to compare with that, it keeps twice the state of adam.",
        static () => new AngularGradOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="AdamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Adam(ParameterSet parameters, AdamOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdamWOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdamW(ParameterSet parameters, AdamWOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AmsGradOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AmsGrad(ParameterSet parameters, AmsGradOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="LaPropOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer LaProp(ParameterSet parameters, LaPropOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="RmsPropOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer RmsProp(ParameterSet parameters, RmsPropOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="RAdamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer RAdam(ParameterSet parameters, RAdamOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdaBoundOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdaBound(ParameterSet parameters, AdaBoundOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AngularGradOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AngularGrad(ParameterSet parameters, AngularGradOptions? options = null) => Create(parameters, options ?? new());
}
