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

public static partial class Optimizers
{
    /// <summary>Adam+CM (Malviya et al. 2024, Algorithm 1): Adam with critical momenta.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdamCm(ParameterSet parameters, AdamCmOptions? options = null) => Create(parameters, options ?? new());
}
