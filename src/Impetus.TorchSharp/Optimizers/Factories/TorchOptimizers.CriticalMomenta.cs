using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Adam with critical momenta (Malviya et al. 2024): a buffer of the momenta of the steepest steps. The scaling sees the aggregate itself: steps are several times as long as Adam's at the same rate.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="capacity">C: how many vectors the buffer holds, from 1.</param>
    /// <param name="decay">λ: how much of a priority is left after a step, in [0, 1].</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdamCM(IEnumerable<TorchParameter> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamCMRule(lr, beta1, beta2, eps, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="AdamCM(IEnumerable{TorchParameter}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdamCM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamCMRule(lr, beta1, beta2, eps, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="AdamCM(IEnumerable{TorchParameter}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdamCM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamCMRule(lr, beta1, beta2, eps, weight_decay, capacity, decay, non_finite), maximize);

    /// <summary>Adam with critical gradients (McRae et al. 2022): a buffer of the largest gradients.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="capacity">C: how many vectors the buffer holds, from 1.</param>
    /// <param name="decay">λ: how much of a priority is left after a step, in [0, 1].</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdamCG(IEnumerable<TorchParameter> parameters, double lr = 5e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamCGRule(lr, beta1, beta2, eps, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="AdamCG(IEnumerable{TorchParameter}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdamCG(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 5e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamCGRule(lr, beta1, beta2, eps, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="AdamCG(IEnumerable{TorchParameter}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdamCG(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 5e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamCGRule(lr, beta1, beta2, eps, weight_decay, capacity, decay, non_finite), maximize);

    /// <summary>Gradient descent with critical momenta (Malviya et al. 2024).</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">β: how much of the momentum stays, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="capacity">C: how many vectors the buffer holds, from 1.</param>
    /// <param name="decay">λ: how much of a priority is left after a step, in [0, 1].</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer SGDCM(IEnumerable<TorchParameter> parameters, double lr = 0.03, double momentum = 0.9, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDCMRule(lr, momentum, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="SGDCM(IEnumerable{TorchParameter}, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer SGDCM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.03, double momentum = 0.9, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDCMRule(lr, momentum, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="SGDCM(IEnumerable{TorchParameter}, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer SGDCM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.03, double momentum = 0.9, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDCMRule(lr, momentum, weight_decay, capacity, decay, non_finite), maximize);

    /// <summary>Gradient descent with critical gradients (McRae et al. 2022).</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">β: how much of the momentum stays, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="capacity">C: how many vectors the buffer holds, from 1.</param>
    /// <param name="decay">λ: how much of a priority is left after a step, in [0, 1].</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer SGDCG(IEnumerable<TorchParameter> parameters, double lr = 0.01, double momentum = 0, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDCGRule(lr, momentum, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="SGDCG(IEnumerable{TorchParameter}, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer SGDCG(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.01, double momentum = 0, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDCGRule(lr, momentum, weight_decay, capacity, decay, non_finite), maximize);

    /// <inheritdoc cref="SGDCG(IEnumerable{TorchParameter}, double, double, double, int, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer SGDCG(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.01, double momentum = 0, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDCGRule(lr, momentum, weight_decay, capacity, decay, non_finite), maximize);

    private static OptimizerRule AdamCMRule(double lr, double beta1, double beta2, double eps, double weight_decay, int capacity, double decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdamCM", () => new AdamCmOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, Capacity = capacity, PriorityDecay = decay }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule AdamCGRule(double lr, double beta1, double beta2, double eps, double weight_decay, int capacity, double decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdamCG", () => new AdamCgOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, Capacity = capacity, PriorityDecay = decay }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule SGDCMRule(double lr, double momentum, double weight_decay, int capacity, double decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("SGDCM", () => new SgdCmOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = momentum, Capacity = capacity, PriorityDecay = decay } });

    private static OptimizerRule SGDCGRule(double lr, double momentum, double weight_decay, int capacity, double decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("SGDCG", () => new SgdCgOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = momentum, Capacity = capacity, PriorityDecay = decay } });
}
