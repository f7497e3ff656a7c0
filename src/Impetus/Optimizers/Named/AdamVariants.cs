using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adamax (Kingma and Ba 2015, Algorithm 2), as PyTorch writes it: Adam with the infinity norm.</summary>
public sealed record AdamaxOptions : OptimizerOptions<ExponentialAverage.Options, InfinityNorm.Options>
{
    /// <summary>The published defaults.</summary>
    public AdamaxOptions()
        : base(new(), new())
    {
        LearningRate = 2e-3;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>NAdam (Dozat 2016, Algorithm 2), as PyTorch writes it: Adam that looks one step ahead.</summary>
public sealed record NAdamOptions : OptimizerOptions<NesterovAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public NAdamOptions()
        : base(new(), new())
    {
        LearningRate = 2e-3;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>AdaBelief (Zhuang et al. 2020, Algorithm 2): Adam scaled by how far gradients lie from their average.</summary>
public sealed record AdaBeliefOptions : OptimizerOptions<ExponentialAverage.Options, Belief.Options>
{
    /// <summary>The published defaults.</summary>
    public AdaBeliefOptions()
        : base(new(), new())
    {
    }
}

/// <summary>AdEMAMix (Pagliardini et al. 2024, Algorithm 1): AdamW with a second, very slow average of the gradient.</summary>
public sealed record AdEmaMixOptions : OptimizerOptions<TwoAverages.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdEmaMixOptions()
        : base(new(), new())
    {
    }
}

/// <summary>Adan (Xie et al. 2022, Algorithm 1): Nesterov's momentum from the gradient and its changes, with proximal weight decay.</summary>
public sealed record AdanOptions : OptimizerOptions<NesterovEstimation.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdanOptions()
        : base(new(), new() { Decay = 0.99 })
    {
        DecayMode = DecayMode.Proximal;
    }
}

/// <summary>ADOPT (Taniguchi et al. 2024, Algorithm 2): Adam that scales a gradient by those before it, first.</summary>
public sealed record AdoptOptions : OptimizerOptions<ExponentialAverage.Options, PreviousSecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdoptOptions()
        : base(new() { BiasCorrected = false }, new())
    {
        ScalingFirst = true;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>MARS-AdamW (Yuan et al. 2024, Algorithm 2): AdamW on gradients that are corrected by their change.</summary>
public sealed record MarsOptions : OptimizerOptions<VarianceReduction.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public MarsOptions()
        : base(new(), new() { Decay = 0.99 })
    {
        LearningRate = 3e-3;
    }
}

public static partial class Optimizers
{
    /// <summary>Adamax (Kingma and Ba 2015, Algorithm 2), as PyTorch writes it: Adam with the infinity norm.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Adamax(ParameterSet parameters, AdamaxOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>NAdam (Dozat 2016, Algorithm 2), as PyTorch writes it: Adam that looks one step ahead.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer NAdam(ParameterSet parameters, NAdamOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AdaBelief (Zhuang et al. 2020, Algorithm 2): Adam scaled by how far gradients lie from their average.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdaBelief(ParameterSet parameters, AdaBeliefOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AdEMAMix (Pagliardini et al. 2024, Algorithm 1): AdamW with a second, very slow average of the gradient.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdEmaMix(ParameterSet parameters, AdEmaMixOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Adan (Xie et al. 2022, Algorithm 1): Nesterov's momentum from the gradient and its changes, with proximal weight decay.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Adan(ParameterSet parameters, AdanOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>ADOPT (Taniguchi et al. 2024, Algorithm 2): Adam that scales a gradient by those before it, first.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Adopt(ParameterSet parameters, AdoptOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>MARS-AdamW (Yuan et al. 2024, Algorithm 2): AdamW on gradients that are corrected by their change.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Mars(ParameterSet parameters, MarsOptions? options = null) => Create(parameters, options ?? new());
}
