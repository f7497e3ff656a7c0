using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Torque-aware momentum (Malviya et al. 2024, Algorithm 1).</summary>
public sealed record TamOptions : OptimizerOptions<TorqueAware.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public TamOptions()
        : base(new(), new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>AdaTAM (Malviya et al. 2024, Eq. 7): torque-aware momentum, scaled by the second moment without bias correction.</summary>
public sealed record AdaTamOptions : OptimizerOptions<TorqueAware.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdaTamOptions()
        : base(new(), new() { EpsilonInside = true, BiasCorrected = false })
    {
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>AdaTAMW (Malviya et al. 2024): AdaTAM with decoupled weight decay.</summary>
public sealed record AdaTamWOptions : OptimizerOptions<TorqueAware.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdaTamWOptions()
        : base(new(), new() { EpsilonInside = true, BiasCorrected = false })
    {
        WeightDecay = 0.01;
    }
}

/// <summary>AdaTAM2 (Malviya et al. 2024, Eq. 8): AdaTAM whose momentum is a moving average that follows the damping.</summary>
public sealed record AdaTam2Options : OptimizerOptions<TorqueAware.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdaTam2Options()
        : base(new() { Averages = true }, new() { EpsilonInside = true, BiasCorrected = false })
    {
        DecayMode = DecayMode.Coupled;
    }
}

public static partial class Optimizers
{
    /// <summary>Torque-aware momentum (Malviya et al. 2024, Algorithm 1).</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Tam(ParameterSet parameters, TamOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AdaTAM (Malviya et al. 2024, Eq. 7): torque-aware momentum, scaled by the second moment without bias correction.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdaTam(ParameterSet parameters, AdaTamOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AdaTAMW (Malviya et al. 2024): AdaTAM with decoupled weight decay.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdaTamW(ParameterSet parameters, AdaTamWOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AdaTAM2 (Malviya et al. 2024, Eq. 8): AdaTAM whose momentum is a moving average that follows the damping.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdaTam2(ParameterSet parameters, AdaTam2Options? options = null) => Create(parameters, options ?? new());
}
