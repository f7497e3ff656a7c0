using Impetus.Algebra;

namespace Impetus;

/// <summary>The options of an optimizer made of a given memory and scaling.</summary>
/// <example>
/// A point that no paper has: <code>Optimizers.Create(parameters, new OptimizerOptions&lt;TorqueAware.Options, MaximumVariation.Options&gt;(new(), new()));</code>
/// </example>
public record OptimizerOptions<TMemory, TScaling> : OptimizerOptions
    where TMemory : MemoryOptions
    where TScaling : ScalingOptions
{
    /// <summary>The options for a memory and a scaling; all others can be set afterwards as well.</summary>
    /// <param name="memory">The hyper-parameters of the memory.</param>
    /// <param name="scaling">The hyper-parameters of the scaling.</param>
    /// <param name="learningRate">η, from 0.</param>
    /// <param name="weightDecay">μ, from 0.</param>
    /// <param name="decayMode">How weight decay enters.</param>
    /// <param name="scalingFirst">Whether the memory takes in scaled gradients.</param>
    /// <param name="scope">Over what the sums of a step run.</param>
    public OptimizerOptions(
        TMemory memory,
        TScaling scaling,
        double learningRate = 1e-3,
        double weightDecay = 0,
        DecayMode decayMode = DecayMode.Decoupled,
        bool scalingFirst = false,
        Scope scope = Scope.Global)
    {
        (Memory, Scaling) = (memory, scaling);
        (LearningRate, WeightDecay, DecayMode, ScalingFirst, Scope) = (learningRate, weightDecay, decayMode, scalingFirst, scope);
    }

    /// <summary>The hyper-parameters of the memory.</summary>
    public TMemory Memory { get; }

    /// <summary>The hyper-parameters of the scaling.</summary>
    public TScaling Scaling { get; }

    /// <inheritdoc/>
    public sealed override MemoryOptions MemoryPart => Memory;

    /// <inheritdoc/>
    public sealed override ScalingOptions ScalingPart => Memory.Fit(Scaling);
}
