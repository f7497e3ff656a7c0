using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Torque-aware momentum (Malviya et al. 2024, Algorithm 1): SGD with momentum that damps gradients which point away from it.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">β: how much of the momentum stays, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="gamma">γ: how slowly the smoothed cosine follows, in [0, 1).</param>
    /// <param name="torque_eps">ε′: the least of the gradient that always comes in, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer TAM(IEnumerable<TorchParameter> parameters, double lr = 0.02, double momentum = 0.9, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, TAMRule(lr, momentum, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="TAM(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer TAM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.02, double momentum = 0.9, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, TAMRule(lr, momentum, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="TAM(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer TAM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.02, double momentum = 0.9, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, TAMRule(lr, momentum, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <summary>AdaTAM (Malviya et al. 2024, Eq. 7): torque-aware momentum, scaled by the second moment. The momentum is a sum: steps are about ten times as long as Adam's at the same rate.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="gamma">γ: how slowly the smoothed cosine follows, in [0, 1).</param>
    /// <param name="torque_eps">ε′: the least of the gradient that always comes in, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdaTAM(IEnumerable<TorchParameter> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAMRule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="AdaTAM(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaTAM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAMRule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="AdaTAM(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaTAM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAMRule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <summary>AdaTAMW (Malviya et al. 2024): AdaTAM with decoupled weight decay. The momentum is a sum: steps are about ten times as long as AdamW's at the same rate.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="gamma">γ: how slowly the smoothed cosine follows, in [0, 1).</param>
    /// <param name="torque_eps">ε′: the least of the gradient that always comes in, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdaTAMW(IEnumerable<TorchParameter> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAMWRule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="AdaTAMW(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaTAMW(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAMWRule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="AdaTAMW(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaTAMW(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAMWRule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <summary>AdaTAM2 (Malviya et al. 2024, Eq. 8): AdaTAM whose momentum is a moving average that follows the damping.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="gamma">γ: how slowly the smoothed cosine follows, in [0, 1).</param>
    /// <param name="torque_eps">ε′: the least of the gradient that always comes in, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdaTAM2(IEnumerable<TorchParameter> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAM2Rule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="AdaTAM2(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaTAM2(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAM2Rule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    /// <inheritdoc cref="AdaTAM2(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaTAM2(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaTAM2Rule(lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, non_finite), maximize);

    private static OptimizerRule TAMRule(double lr, double momentum, double weight_decay, double gamma, double torque_eps, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("TAM", () => new TamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = momentum, Smoothing = gamma, Epsilon = torque_eps } });

    private static OptimizerRule AdaTAMRule(double lr, double beta1, double beta2, double eps, double weight_decay, double gamma, double torque_eps, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdaTAM", () => new AdaTamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = beta1, Smoothing = gamma, Epsilon = torque_eps }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule AdaTAMWRule(double lr, double beta1, double beta2, double eps, double weight_decay, double gamma, double torque_eps, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdaTAMW", () => new AdaTamWOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = beta1, Smoothing = gamma, Epsilon = torque_eps }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule AdaTAM2Rule(double lr, double beta1, double beta2, double eps, double weight_decay, double gamma, double torque_eps, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdaTAM2", () => new AdaTam2Options { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = beta1, Smoothing = gamma, Epsilon = torque_eps }, Scaling = { Decay = beta2, Epsilon = eps } });
}
