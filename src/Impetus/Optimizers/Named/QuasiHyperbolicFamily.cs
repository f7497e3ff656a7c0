using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>QHM (Ma and Yarats 2019, Eq. 3 and 4): a blend of gradient descent and momentum as a moving average.</summary>
public sealed record QhmOptions : OptimizerOptions<QuasiHyperbolic.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public QhmOptions()
        : base(new() { BiasCorrected = false }, new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>QHAdam (Ma and Yarats 2019, Eq. 15): Adam whose moments are blended with the present gradient.</summary>
public sealed record QhAdamOptions : OptimizerOptions<QuasiHyperbolic.Options, QuasiHyperbolicSecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public QhAdamOptions()
        : base(new() { Decay = 0.995 }, new())
    {
        DecayMode = DecayMode.Coupled;
    }
}

public static partial class Optimizers
{
    /// <summary>QHM (Ma and Yarats 2019, Eq. 3 and 4): a blend of gradient descent and momentum as a moving average.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Qhm(ParameterSet parameters, QhmOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>QHAdam (Ma and Yarats 2019, Eq. 15): Adam whose moments are blended with the present gradient.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer QhAdam(ParameterSet parameters, QhAdamOptions? options = null) => Create(parameters, options ?? new());
}
