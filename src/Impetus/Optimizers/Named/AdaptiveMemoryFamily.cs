using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>AM-MGD (Topollai and Choromanska 2025, Algorithm 1): gradient descent whose momentum coefficient is computed at every step. Given the loss, the deterministic form.</summary>
public sealed record AmMgdOptions : OptimizerOptions<AdaptiveMemory.Options, NoScaling.Options>
{
    /// <summary>The published defaults.</summary>
    public AmMgdOptions()
        : base(new() { BiasCorrected = false }, new())
    {
        LearningRate = 0.1;
        DecayMode = DecayMode.Coupled;
    }
}

/// <summary>AM-AdamW (Topollai and Choromanska 2025, Eq. 14): AdamW whose momentum coefficient is computed at every step.</summary>
public sealed record AmAdamWOptions : OptimizerOptions<AdaptiveMemory.Options, SecondMoment.Options>
{
    /// <summary>The published defaults.</summary>
    public AmAdamWOptions()
        : base(new(), new())
    {
        WeightDecay = 0.01;
    }
}

public static partial class Optimizers
{
    /// <summary>AM-MGD (Topollai and Choromanska 2025, Algorithm 1): gradient descent whose momentum coefficient is computed at every step. Given the loss, the deterministic form.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AmMgd(ParameterSet parameters, AmMgdOptions? options = null) => Create(parameters, options ?? new());

    /// <summary>AM-AdamW (Topollai and Choromanska 2025, Eq. 14): AdamW whose momentum coefficient is computed at every step.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer AmAdamW(ParameterSet parameters, AmAdamWOptions? options = null) => Create(parameters, options ?? new());
}
