using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Stochastic gradient descent (Robbins and Monro 1951): θ ← θ − ηg.</summary>
public sealed record SgdOptions : OptimizerOptions<NoMemory.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public SgdOptions()
        : base(new(), new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Gradient descent with heavy-ball momentum (Polyak 1964), as PyTorch writes it: m ← βm + (1 − τ)g; θ ← θ − ηm.</summary>
public sealed record SgdMOptions : OptimizerOptions<HeavyBall.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public SgdMOptions()
        : base(new(), new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Gradient descent with Nesterov's momentum (Sutskever et al. 2013), as PyTorch writes it: θ ← θ − η(g + βm).</summary>
public sealed record NagOptions : OptimizerOptions<HeavyBall.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public NagOptions()
        : base(new() { Nesterov = true }, new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Gradient descent with momentum as a moving average: m ← βm + (1 − β)g; θ ← θ − ηm.</summary>
public sealed record MgdOptions : OptimizerOptions<ExponentialAverage.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public MgdOptions()
        : base(new() { BiasCorrected = false }, new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Aggregated momentum (Lucas et al. 2019): the mean of three heavy balls.</summary>
public sealed record AggMoOptions : OptimizerOptions<AggregatedMomentum.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public AggMoOptions()
        : base(new(), new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Lion (Chen et al. 2023, Algorithm 2): the sign of a blend of gradient and momentum, with decoupled weight decay.</summary>
public sealed record LionOptions : OptimizerOptions<SignMomentum.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public LionOptions()
        : base(new(), new())
    {
        LearningRate = 1e-4;
    }
}

/// <summary>Averaged gradient descent (Polyak and Juditsky 1992), as PyTorch writes it: the rate falls, and the mean of the parameters is kept.</summary>
public sealed record AsgdOptions : OptimizerOptions<ParameterAverage.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public AsgdOptions()
        : base(new(), new())
    {
        LearningRate = 0.01;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Resilient propagation (Riedmiller and Braun 1993), as PyTorch writes it: a step size for each coordinate, and the sign of the gradient alone.</summary>
public sealed record RpropOptions : OptimizerOptions<Resilient.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public RpropOptions()
        : base(new(), new())
    {
        LearningRate = 0.01;
    }
}

public static partial class Optimizers
{
    /// <summary>Stochastic gradient descent (Robbins and Monro 1951): θ ← θ − ηg.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Sgd(ParameterSet parameters, SgdOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Gradient descent with heavy-ball momentum (Polyak 1964), as PyTorch writes it: m ← βm + (1 − τ)g; θ ← θ − ηm.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer SgdM(ParameterSet parameters, SgdMOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Gradient descent with Nesterov's momentum (Sutskever et al. 2013), as PyTorch writes it: θ ← θ − η(g + βm).</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Nag(ParameterSet parameters, NagOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Gradient descent with momentum as a moving average: m ← βm + (1 − β)g; θ ← θ − ηm.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Mgd(ParameterSet parameters, MgdOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Aggregated momentum (Lucas et al. 2019): the mean of three heavy balls.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AggMo(ParameterSet parameters, AggMoOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Lion (Chen et al. 2023, Algorithm 2): the sign of a blend of gradient and momentum, with decoupled weight decay.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Lion(ParameterSet parameters, LionOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Averaged gradient descent (Polyak and Juditsky 1992), as PyTorch writes it: the rate falls, and the mean of the parameters is kept.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Asgd(ParameterSet parameters, AsgdOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Resilient propagation (Riedmiller and Braun 1993), as PyTorch writes it: a step size for each coordinate, and the sign of the gradient alone.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Rprop(ParameterSet parameters, RpropOptions? options = null) => Create(parameters, options ?? new());
}
