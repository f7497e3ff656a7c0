using Impetus.Wrappers;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Schedule-free gradient descent: no schedule, no momentum, and an average that is evaluated (<see cref="ImpetusOptimizer.eval"/>).</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta">How near the average gradients are taken, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer SGDScheduleFree(IEnumerable<TorchParameter> parameters, double lr = 0.1, double beta = 0.9, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDScheduleFreeRule(lr, beta, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="SGDScheduleFree(IEnumerable{TorchParameter}, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer SGDScheduleFree(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.1, double beta = 0.9, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDScheduleFreeRule(lr, beta, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="SGDScheduleFree(IEnumerable{TorchParameter}, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer SGDScheduleFree(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.1, double beta = 0.9, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, SGDScheduleFreeRule(lr, beta, weight_decay, non_finite), maximize);

    /// <summary>Schedule-free AdamW: no schedule, no momentum, and an average that is evaluated (<see cref="ImpetusOptimizer.eval"/>).</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">How near the average gradients are taken, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdamWScheduleFree(IEnumerable<TorchParameter> parameters, double lr = 0.0025, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamWScheduleFreeRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="AdamWScheduleFree(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdamWScheduleFree(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.0025, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamWScheduleFreeRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="AdamWScheduleFree(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdamWScheduleFree(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.0025, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdamWScheduleFreeRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    private static OptimizerRule SGDScheduleFreeRule(double lr, double beta, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("SGDScheduleFree", () => new SgdOptions { LearningRate = lr, WeightDecay = weight_decay, DecayMode = DecayMode.Decoupled, NonFinite = non_finite }, new ScheduleFreeOptions { Interpolation = beta });

    private static OptimizerRule AdamWScheduleFreeRule(double lr, double beta1, double beta2, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdamWScheduleFree", () => new AdamWOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = 0 }, Scaling = { Decay = beta2, Epsilon = eps } }, new ScheduleFreeOptions { Interpolation = beta1 });
}
