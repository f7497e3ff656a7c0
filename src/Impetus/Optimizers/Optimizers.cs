using Impetus.Wrappers;

namespace Impetus;

/// <summary>The optimizers that have a name, and every other point of the algebra.</summary>
public static partial class Optimizers
{
    /// <summary>The optimizer that the options describe.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Parts and hyper-parameters; copied, so that later changes of the record have no effect.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the parameters.</exception>
    /// <exception cref="InsufficientMemoryException">The state would be larger than the memory of the machine.</exception>
    public static Optimizer Create(ParameterSet parameters, OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        StateMemory.Require(options, parameters);
        OptimizerOptions own = options with { };
        return parameters.ElementType == ElementType.BFloat16
            ? new MasterWeights(parameters, masters => new ComposedOptimizer(own, masters))
            : new ComposedOptimizer(own, parameters);
    }

    /// <summary>The optimizer that a specification names, such as <c>adam-cm:lr=1e-3,capacity=5</c>.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="specification">A name or a combination, with options; see <see cref="OptimizerSpecification"/>.</param>
    /// <exception cref="FormatException">The specification cannot be read.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the parameters.</exception>
    public static Optimizer Create(ParameterSet parameters, string specification)
        => OptimizerSpecification.Parse(specification).Create(parameters);
}
