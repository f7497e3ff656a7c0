using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>MAdam (Zhu et al. 2020, Algorithm 1): Adam with maximum variation averaging.</summary>
public sealed record MAdamOptions : OptimizerOptions<ExponentialAverage.Options, MaximumVariation.Options>
{
    /// <summary>The published defaults.</summary>
    public MAdamOptions()
        : base(new(), new())
    {
    }
}

/// <summary>LaMAdam (Zhu et al. 2020, Algorithm 2): MAdam with the scaling first.</summary>
public sealed record LaMAdamOptions : OptimizerOptions<ExponentialAverage.Options, MaximumVariation.Options>
{
    /// <summary>The published defaults.</summary>
    public LaMAdamOptions()
        : base(new(), new() { Epsilon = 1e-15 })
    {
        ScalingFirst = true;
    }
}

public static partial class Optimizers
{
    /// <summary>MAdam (Zhu et al. 2020, Algorithm 1): Adam with maximum variation averaging.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer MAdam(ParameterSet parameters, MAdamOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>LaMAdam (Zhu et al. 2020, Algorithm 2): MAdam with the scaling first.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer LaMAdam(ParameterSet parameters, LaMAdamOptions? options = null) => Create(parameters, options ?? new());
}
