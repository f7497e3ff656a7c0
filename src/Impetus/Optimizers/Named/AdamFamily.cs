using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adam (Kingma and Ba 2015, Algorithm 1).</summary>
public sealed record AdamOptions : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdamOptions()
        : base(new(), new())
    {
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
public sealed record AdamWOptions : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdamWOptions()
        : base(new(), new())
    {
        WeightDecay = 0.01;
    }
}

/// <summary>Adam with the largest second moment so far (Reddi et al. 2018), as PyTorch writes it.</summary>
public sealed record AmsGradOptions : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AmsGradOptions()
        : base(new(), new() { AmsGrad = true })
    {
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>LaProp (Ziyin et al. 2020): Adam with the scaling first.</summary>
public sealed record LaPropOptions : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public LaPropOptions()
        : base(new(), new() { Epsilon = 1e-15 })
    {
        ScalingFirst = true;
    }
}

/// <summary>RMSprop (Tieleman and Hinton 2012), as PyTorch writes it; with momentum, a heavy ball of scaled gradients.</summary>
public sealed record RmsPropOptions : OptimizerOptions<HeavyBall.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public RmsPropOptions()
        : base(new() { Momentum = 0 }, new() { Decay = 0.99, BiasCorrected = false })
    {
        LearningRate = 0.01;
        DecayMode = DecayMode.Coupled;
        ScalingFirst = true;
    }
}

/// <summary>RAdam (Liu et al. 2020, Algorithm 2), as PyTorch writes it.</summary>
public sealed record RAdamOptions : OptimizerOptions<ExponentialAverage.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public RAdamOptions()
        : base(new(), new() { Rectified = true, CorrectsEpsilon = true })
    {
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>AdaBound (Luo et al. 2019), as the authors wrote it.</summary>
public sealed record AdaBoundOptions : OptimizerOptions<ExponentialAverage.Options, BoundedSecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AdaBoundOptions()
        : base(new(), new())
    {
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>AngularGrad (Roy et al. 2021), as published.</summary>
public sealed record AngularGradOptions : OptimizerOptions<Angular.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AngularGradOptions()
        : base(new(), new())
    {
        DecayMode = DecayMode.Coupled;
    }
}

public static partial class Optimizers
{
    /// <summary>Adam (Kingma and Ba 2015, Algorithm 1).</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Adam(ParameterSet parameters, AdamOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdamW(ParameterSet parameters, AdamWOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Adam with the largest second moment so far (Reddi et al. 2018), as PyTorch writes it.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AmsGrad(ParameterSet parameters, AmsGradOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>LaProp (Ziyin et al. 2020): Adam with the scaling first.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer LaProp(ParameterSet parameters, LaPropOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>RMSprop (Tieleman and Hinton 2012), as PyTorch writes it; with momentum, a heavy ball of scaled gradients.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer RmsProp(ParameterSet parameters, RmsPropOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>RAdam (Liu et al. 2020, Algorithm 2), as PyTorch writes it.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer RAdam(ParameterSet parameters, RAdamOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AdaBound (Luo et al. 2019), as the authors wrote it.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AdaBound(ParameterSet parameters, AdaBoundOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AngularGrad (Roy et al. 2021), as published.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AngularGrad(ParameterSet parameters, AngularGradOptions? options = null) => Create(parameters, options ?? new());
}
