using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adam+CM (Malviya et al. 2024, Algorithm 1): Adam with critical momenta.</summary>
public sealed record AdamCmOptions : OptimizerOptions<CriticalMomenta.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdamCmOptions()
        : base(new(), new() { Decay = 0.99, EpsilonInside = true })
    {
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>SGD+CG (McRae et al. 2022): gradient descent with critical gradients.</summary>
public sealed record SgdCgOptions : OptimizerOptions<CriticalGradients.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public SgdCgOptions()
        : base(new() { Decay = 0 }, new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>SGD+CM (Malviya et al. 2024, Eq. 8): gradient descent with critical momenta.</summary>
public sealed record SgdCmOptions : OptimizerOptions<CriticalMomenta.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public SgdCmOptions()
        : base(new() { BiasCorrected = false }, new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Adam+CG (McRae et al. 2022): Adam with critical gradients.</summary>
public sealed record AdamCgOptions : OptimizerOptions<CriticalGradients.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdamCgOptions()
        : base(new(), new() { Decay = 0.99, EpsilonInside = true })
    {
        DecayMode = DecayMode.Coupled;
    }
}

public static partial class Optimizers
{
    /// <summary>Adam+CM (Malviya et al. 2024, Algorithm 1): Adam with critical momenta.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdamCm(ParameterSet parameters, AdamCmOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>SGD+CG (McRae et al. 2022): gradient descent with critical gradients.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer SgdCg(ParameterSet parameters, SgdCgOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>SGD+CM (Malviya et al. 2024, Eq. 8): gradient descent with critical momenta.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer SgdCm(ParameterSet parameters, SgdCmOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Adam+CG (McRae et al. 2022): Adam with critical gradients.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdamCg(ParameterSet parameters, AdamCgOptions? options = null) => Create(parameters, options ?? new());
}
