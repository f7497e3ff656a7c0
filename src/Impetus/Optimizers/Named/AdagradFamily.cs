using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adagrad (Duchi et al. 2011), as PyTorch writes it: the gradient over the root of the sum of all squared gradients so far.</summary>
public sealed record AdagradOptions() : OptimizerOptions<NoMemory.Options, SquareSum.Options>(
    new(), new(), learningRate: 0.01, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adagrad", Publications.Adagrad,
        "Divides by the root of all squared gradients so far, so that rates only fall. Use it for sparse features and convex problems; in long trainings it comes to a halt.",
        static () => new AdagradOptions());
}

/// <summary>Adadelta (Zeiler 2012, Algorithm 1), as PyTorch writes it: updates in the unit of the parameters, which need no rate.</summary>
public sealed record AdadeltaOptions() : OptimizerOptions<NoMemory.Options, RootMeanSquareRatio.Options>(
    new(), new(), learningRate: 1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("adadelta", Publications.Adadelta,
        "Scales the gradient by the size of its own past updates, so that it needs no rate: 1 is the default. Use it where no rate can be tuned; it starts slowly.",
        static () => new AdadeltaOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="AdagradOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Adagrad(ParameterSet parameters, AdagradOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="AdadeltaOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Adadelta(ParameterSet parameters, AdadeltaOptions? options = null) => Create(parameters, options ?? new());
}
