using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>MAdam: Adam whose second moment has, coordinate by coordinate, the memory that shows most variation.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2_min">The lower bound of β₂, in [0, 1).</param>
    /// <param name="beta2_max">The upper bound of β₂, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer MAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MAdamRule(lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="MAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer MAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MAdamRule(lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="MAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer MAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MAdamRule(lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <summary>LaMAdam: maximum variation averaging with the scaling before the momentum.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2_min">The lower bound of β₂, in [0, 1).</param>
    /// <param name="beta2_max">The upper bound of β₂, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer LaMAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LaMAdamRule(lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="LaMAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LaMAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LaMAdamRule(lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="LaMAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LaMAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LaMAdamRule(lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, non_finite), maximize);

    private static OptimizerRule MAdamRule(double lr, double beta1, double beta2_min, double beta2_max, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("MAdam", () => new MAdamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { LeastDecay = beta2_min, MostDecay = beta2_max, Epsilon = eps, AmsGrad = amsgrad } });

    private static OptimizerRule LaMAdamRule(double lr, double beta1, double beta2_min, double beta2_max, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("LaMAdam", () => new LaMAdamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { LeastDecay = beta2_min, MostDecay = beta2_max, Epsilon = eps, AmsGrad = amsgrad } });
}
