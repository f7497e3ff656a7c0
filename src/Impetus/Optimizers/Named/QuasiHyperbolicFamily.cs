using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>QHM (Ma and Yarats 2019, Eq. 3 and 4): a blend of gradient descent and momentum as a moving average.</summary>
public sealed record QhmOptions() : OptimizerOptions<QuasiHyperbolic.Options, NoScaling.Options>(
    new() { BiasCorrected = false }, new(), learningRate: 0.1, decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("qhm", Publications.QuasiHyperbolic,
        "A blend of the present gradient and a long average of it; with ν₁ = 1 it is mgd, with ν₁ = 0 sgd. Use it where a high momentum is too slow to turn.",
        static () => new QhmOptions());
}

/// <summary>QHAdam (Ma and Yarats 2019, Eq. 15): Adam whose moments are blended with the present gradient.</summary>
public sealed record QhAdamOptions() : OptimizerOptions<QuasiHyperbolic.Options, QuasiHyperbolicSecondMoment.Options>(
    new() { Decay = 0.995 }, new(), decayMode: DecayMode.Coupled)
{
    internal static OptimizerDefinition Definition { get; } = new("qhadam", Publications.QuasiHyperbolic,
        "Adam whose first moment is long and blended with the present gradient. Use it where adam with a high β₁ would overshoot.",
        static () => new QhAdamOptions());
}

public static partial class Optimizers
{
    /// <inheritdoc cref="QhmOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Qhm(ParameterSet parameters, QhmOptions? options = null) => Create(parameters, options ?? new());

    /// <inheritdoc cref="QhAdamOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer QhAdam(ParameterSet parameters, QhAdamOptions? options = null) => Create(parameters, options ?? new());
}
