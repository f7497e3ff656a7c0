using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Stochastic gradient descent (Robbins and Monro 1951): θ ← θ − ηg.</summary>
public sealed record SgdOptions() : OptimizerOptions<NoMemory.Options, NoScaling.Options>(
    new(), new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("sgd", Publications.RobbinsMonro,
        "Plain stochastic gradient descent, the baseline without memory or scaling. Use it to see what a memory adds, or where state has no room; its learning rate needs the most care.",
        static () => new SgdOptions());
}

/// <summary>Gradient descent with heavy-ball momentum (Polyak 1964), as PyTorch writes it: m ← βm + (1 − τ)g; θ ← θ − ηm.</summary>
public sealed record SgdMOptions() : OptimizerOptions<HeavyBall.Options, NoScaling.Options>(
    new(), new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("sgdm", Publications.Polyak,
        "Gradient descent with heavy-ball momentum. The usual choice for convolutional networks with batch normalisation, if the learning rate can be tuned; the effective step is 1 / (1 − β) times the learning rate.",
        static () => new SgdMOptions());
}

/// <summary>Gradient descent with Nesterov's momentum (Sutskever et al. 2013), as PyTorch writes it: θ ← θ − η(g + βm).</summary>
public sealed record NagOptions() : OptimizerOptions<HeavyBall.Options, NoScaling.Options>(
    new() { Nesterov = true }, new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("nag", Publications.Sutskever,
        "Heavy-ball momentum that looks one step ahead. Use it where sgdm overshoots: the settings carry over.",
        static () => new NagOptions());
}

/// <summary>Gradient descent with momentum as a moving average: m ← βm + (1 − β)g; θ ← θ − ηm.</summary>
public sealed record MgdOptions() : OptimizerOptions<ExponentialAverage.Options, NoScaling.Options>(
    new() { BiasCorrected = false }, new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("mgd", Publications.Polyak,
        "Momentum as a moving average, so that the step size does not grow with the momentum coefficient. Use it instead of sgdm where the coefficient is varied; the learning rate is then 1 / (1 − β) times that of sgdm.",
        static () => new MgdOptions());
}

/// <summary>Aggregated momentum (Lucas et al. 2019): the mean of three heavy balls.</summary>
public sealed record AggMoOptions() : OptimizerOptions<AggregatedMomentum.Options, NoScaling.Options>(
    new(), new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("aggmo", Publications.AggMo,
        "The mean of three heavy balls with different friction; fast along valleys, without the oscillations of one heavy ball. Use it where a high momentum would help but swings; it keeps twice the state of sgdm.",
        static () => new AggMoOptions());
}

/// <summary>Lion (Chen et al. 2023, Algorithm 2): the sign of a blend of gradient and momentum, with decoupled weight decay.</summary>
public sealed record LionOptions() : OptimizerOptions<SignMomentum.Options, NoScaling.Options>(new(), new(), learningRate: 1e-4)
{
    internal static OptimizerDefinition Definition { get; } = new("lion", Publications.Lion,
        "Steps of the same size in every coordinate, with one array of state. Use it where memory is short; take a learning rate three to ten times smaller than adamw's and more weight decay, and large batches.",
        static () => new LionOptions());
}

/// <summary>Averaged gradient descent (Polyak and Juditsky 1992), as PyTorch writes it: the rate falls, and the mean of the parameters is kept.</summary>
public sealed record AsgdOptions() : OptimizerOptions<ParameterAverage.Options, NoScaling.Options>(
    new(), new(), learningRate: 0.01, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("asgd", Publications.Averaging,
        "Plain gradient descent whose rate falls, with the mean of the parameters beside it from step t₀ on, as the array average of its state. Use it on convex problems; elsewhere ema(decay=0.999)+sgdm evaluates with an average as well.",
        static () => new AsgdOptions());
}

/// <summary>Resilient propagation (Riedmiller and Braun 1993), as PyTorch writes it: a step size for each coordinate, and the sign of the gradient alone.</summary>
public sealed record RpropOptions() : OptimizerOptions<Resilient.Options, NoScaling.Options>(new(), new(), learningRate: 0.01)
{
    internal static OptimizerDefinition Definition { get; } = new("rprop", Publications.Rprop,
        "A step size for each coordinate, which grows while the gradient keeps its sign and shrinks when it turns. Use it with whole batches, where signs mean something; on noisy gradients it fails.",
        static () => new RpropOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="SgdOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Sgd(ParameterSet parameters, SgdOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="SgdMOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer SgdM(ParameterSet parameters, SgdMOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="NagOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Nag(ParameterSet parameters, NagOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="MgdOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Mgd(ParameterSet parameters, MgdOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AggMoOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AggMo(ParameterSet parameters, AggMoOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="LionOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Lion(ParameterSet parameters, LionOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AsgdOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Asgd(ParameterSet parameters, AsgdOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="RpropOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Rprop(ParameterSet parameters, RpropOptions? options = null) => Create(parameters, options ?? new());
}
