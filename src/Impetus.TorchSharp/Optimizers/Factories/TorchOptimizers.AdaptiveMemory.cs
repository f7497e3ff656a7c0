using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Adaptive memory (AM-MGD): momentum whose coefficient is chosen at every step, in closed form.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="lambda">λ: how strongly a step is held to the one before, from 0.</param>
    /// <param name="beta_max">β_max: the most memory that a step may keep, in [0, 1].</param>
    /// <param name="beta_min">β_min: the least memory that a step must keep, in [0, 1].</param>
    /// <param name="restart_below">Below this β the memory starts over at the gradient, in [0, 1].</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AMMGD(IEnumerable<TorchParameter> parameters, double lr = 0.05, double weight_decay = 0, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AMMGDRule(lr, weight_decay, lambda, beta_max, beta_min, restart_below, non_finite), maximize);

    /// <inheritdoc cref="AMMGD(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AMMGD(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.05, double weight_decay = 0, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AMMGDRule(lr, weight_decay, lambda, beta_max, beta_min, restart_below, non_finite), maximize);

    /// <inheritdoc cref="AMMGD(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AMMGD(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.05, double weight_decay = 0, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AMMGDRule(lr, weight_decay, lambda, beta_max, beta_min, restart_below, non_finite), maximize);

    /// <summary>AdamW with adaptive memory: its momentum coefficient is chosen at every step, in closed form.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="lambda">λ: how strongly a step is held to the one before, from 0.</param>
    /// <param name="beta_max">β_max: the most memory that a step may keep, in [0, 1].</param>
    /// <param name="beta_min">β_min: the least memory that a step must keep, in [0, 1].</param>
    /// <param name="restart_below">Below this β the memory starts over at the gradient, in [0, 1].</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AMAdamW(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AMAdamWRule(lr, beta2, eps, weight_decay, lambda, beta_max, beta_min, restart_below, non_finite), maximize);

    /// <inheritdoc cref="AMAdamW(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AMAdamW(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AMAdamWRule(lr, beta2, eps, weight_decay, lambda, beta_max, beta_min, restart_below, non_finite), maximize);

    /// <inheritdoc cref="AMAdamW(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AMAdamW(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AMAdamWRule(lr, beta2, eps, weight_decay, lambda, beta_max, beta_min, restart_below, non_finite), maximize);

    private static OptimizerRule AMMGDRule(double lr, double weight_decay, double lambda, double beta_max, double beta_min, double restart_below, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AMMGD", () => new AmMgdOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Lambda = lambda, BetaMax = beta_max, BetaMin = beta_min, RestartBelow = restart_below } });

    private static OptimizerRule AMAdamWRule(double lr, double beta2, double eps, double weight_decay, double lambda, double beta_max, double beta_min, double restart_below, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AMAdamW", () => new AmAdamWOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Lambda = lambda, BetaMax = beta_max, BetaMin = beta_min, RestartBelow = restart_below }, Scaling = { Decay = beta2, Epsilon = eps } });
}
