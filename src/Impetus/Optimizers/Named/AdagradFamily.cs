using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>Adagrad (Duchi et al. 2011), as PyTorch writes it: the gradient over the root of the sum of all squared gradients so far.</summary>
public sealed record AdagradOptions : OptimizerOptions<NoMemory.Options, SquareSum.Options>
{
    /// <summary>The published defaults.</summary>
    public AdagradOptions()
        : base(new(), new())
    {
        LearningRate = 0.01;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>Adadelta (Zeiler 2012, Algorithm 1), as PyTorch writes it: updates in the unit of the parameters, which need no rate.</summary>
public sealed record AdadeltaOptions : OptimizerOptions<NoMemory.Options, RootMeanSquareRatio.Options>
{
    /// <summary>The published defaults.</summary>
    public AdadeltaOptions()
        : base(new(), new())
    {
        LearningRate = 1;
        DecayMode = DecayMode.Coupled;
    }
}

public static partial class Optimizers
{
    /// <summary>Adagrad (Duchi et al. 2011), as PyTorch writes it: the gradient over the root of the sum of all squared gradients so far.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Adagrad(ParameterSet parameters, AdagradOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>Adadelta (Zeiler 2012, Algorithm 1), as PyTorch writes it: updates in the unit of the parameters, which need no rate.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Adadelta(ParameterSet parameters, AdadeltaOptions? options = null) => Create(parameters, options ?? new());
}
