using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adamax (Kingma and Ba 2015, Algorithm 2), as PyTorch writes it: Adam with the infinity norm.</summary>
public sealed record AdamaxOptions() : OptimizerOptions<ExponentialAverage.Options, InfinityNorm.Options>(
    new(), new(), learningRate: 2e-3, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adamax", Publications.Adam,
        "Adam with the largest recent gradient in place of the second moment. Use it where gradients are rare and large, as of embeddings; it is tame in its first steps.",
        static () => new AdamaxOptions());
}

/// <summary>NAdam (Dozat 2016, Algorithm 2), as PyTorch writes it: Adam that looks one step ahead.</summary>
public sealed record NAdamOptions() : OptimizerOptions<NesterovAverage.Options, SecondMoment.Options>(
    new(), new(), learningRate: 2e-3, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("nadam", Publications.NAdam,
        "Adam with Nesterov's look ahead and a momentum that rises with the step. Use it as adam, where that is slow at first.",
        static () => new NAdamOptions());
}

/// <summary>AdaBelief (Zhuang et al. 2020, Algorithm 2): Adam scaled by how far gradients lie from their average.</summary>
public sealed record AdaBeliefOptions() : OptimizerOptions<ExponentialAverage.Options, Belief.Options>(new(), new())
{
    internal static OptimizerDefinition Definition { get; } = new("adabelief", Publications.AdaBelief,
        "Adam that steps far where gradients are as its average expects, however large they are. Use it where adam generalises worse than sgdm; eps is small by default, and 1e-8 is the better choice for convolutional networks.",
        static () => new AdaBeliefOptions());
}

/// <summary>AdEMAMix (Pagliardini et al. 2024, Algorithm 1): AdamW with a second, very slow average of the gradient.</summary>
public sealed record AdEmaMixOptions() : OptimizerOptions<TwoAverages.Options, SecondMoment.Options>(new(), new())
{
    internal static OptimizerDefinition Definition { get; } = new("ademamix", Publications.AdEmaMix,
        "AdamW with a second average that still knows gradients tens of thousands of steps old. Use it for long trainings, with warmup over all steps and α of 5 to 10; it keeps half as much state again as adamw.",
        static () => new AdEmaMixOptions());
}

/// <summary>Adan (Xie et al. 2022, Algorithm 1): Nesterov's momentum from the gradient and its changes, with proximal weight decay.</summary>
public sealed record AdanOptions() : OptimizerOptions<NesterovEstimation.Options, SecondMoment.Options>(
    new(), new() { Decay = 0.99 }, decayMode: DecayMode.Proximal)
{
    internal static OptimizerDefinition Definition { get; } = new("adan", Publications.Adan,
        "Nesterov's momentum estimated from the gradient and its changes, scaled by a second moment that looks ahead. Use it with large batches and learning rates five to ten times adamw's; it keeps twice the state of adamw.",
        static () => new AdanOptions());
}

/// <summary>ADOPT (Taniguchi et al. 2024, Algorithm 2): Adam that scales a gradient by those before it, first.</summary>
public sealed record AdoptOptions() : OptimizerOptions<ExponentialAverage.Options, PreviousSecondMoment.Options>(
    new() { BiasCorrected = false }, new(), decayMode: DecayMode.Coupled, scalingFirst: true)
{
    internal static OptimizerDefinition Definition { get; } = new("adopt", Publications.Adopt,
        "Adam that divides a gradient by the second moment of those before it, so that it converges for every β₂. Use it where adam is unstable with a small β₂; the first step only looks.",
        static () => new AdoptOptions());
}

/// <summary>MARS-AdamW (Yuan et al. 2024, Algorithm 2): AdamW on gradients that are corrected by their change.</summary>
public sealed record MarsOptions() : OptimizerOptions<VarianceReduction.Options, SecondMoment.Options>(
    new(), new() { Decay = 0.99 }, learningRate: 3e-3)
{
    internal static OptimizerDefinition Definition { get; } = new("mars", Publications.Mars,
        "AdamW on gradients that are corrected by how they changed, a cheap stand-in for variance reduction. Use it for language models; a step reads two arrays more than adamw's, and tensors with one axis are better left to adamw in a group of their own.",
        static () => new MarsOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="AdamaxOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Adamax(ParameterSet parameters, AdamaxOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="NAdamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer NAdam(ParameterSet parameters, NAdamOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdaBeliefOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdaBelief(ParameterSet parameters, AdaBeliefOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdEmaMixOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer AdEmaMix(ParameterSet parameters, AdEmaMixOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdanOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Adan(ParameterSet parameters, AdanOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdoptOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Adopt(ParameterSet parameters, AdoptOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="MarsOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Mars(ParameterSet parameters, MarsOptions? options = null) => Create(parameters, options ?? new());
}
