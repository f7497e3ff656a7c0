using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>LARS (You et al. 2017, Algorithm 1): gradient descent with momentum whose every tensor has a rate of its own.</summary>
public sealed record LarsOptions : OptimizerOptions<LayerwiseHeavyBall.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public LarsOptions()
        : base(new(), new())
    {
        LearningRate = 1;
        DecayMode = DecayMode.Coupled;
        Scope = Scope.Tensor;
    }
}

/// <summary>LAMB (You et al. 2020, Algorithm 2): AdamW whose steps are as long as each tensor, times η.</summary>
public sealed record LambOptions : OptimizerOptions<LayerwiseAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public LambOptions()
        : base(new(), new() { Epsilon = 1e-6 })
    {
        WeightDecay = 0.01;
        Scope = Scope.Tensor;
    }
}

public static partial class Optimizers
{
    /// <summary>LARS (You et al. 2017, Algorithm 1): gradient descent with momentum whose every tensor has a rate of its own.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Lars(ParameterSet parameters, LarsOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>LAMB (You et al. 2020, Algorithm 2): AdamW whose steps are as long as each tensor, times η.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Lamb(ParameterSet parameters, LambOptions? options = null) => Create(parameters, options ?? new());
}
