using Impetus.Memories;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>LaProp: Adam whose gradient is scaled before it enters the momentum.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer LaProp(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LaPropRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="LaProp(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LaProp(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LaPropRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="LaProp(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LaProp(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LaPropRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <summary>Lion: steps of the same size in every coordinate, by the sign of a blend of momentum and gradient.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer Lion(IEnumerable<TorchParameter> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LionRule(lr, beta1, beta2, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="Lion(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Lion(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LionRule(lr, beta1, beta2, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="Lion(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Lion(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LionRule(lr, beta1, beta2, weight_decay, non_finite), maximize);

    /// <summary>Aggregated momentum: the mean of three heavy balls with different friction.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AggMo(IEnumerable<TorchParameter> parameters, double lr = 0.01, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AggMoRule(lr, beta1, beta2, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="AggMo(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AggMo(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.01, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AggMoRule(lr, beta1, beta2, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="AggMo(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AggMo(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.01, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AggMoRule(lr, beta1, beta2, weight_decay, non_finite), maximize);

    /// <summary>AdaBound: from Adam to gradient descent, as the rates of all coordinates close in on one.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="final_lr">η*: the rate that the corridor closes on, above 0.</param>
    /// <param name="gamma">γ: how slowly the smoothed cosine follows, in [0, 1).</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdaBound(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double final_lr = 0.1, double gamma = 1e-3, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaBoundRule(lr, beta1, beta2, eps, weight_decay, final_lr, gamma, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="AdaBound(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaBound(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double final_lr = 0.1, double gamma = 1e-3, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaBoundRule(lr, beta1, beta2, eps, weight_decay, final_lr, gamma, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="AdaBound(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaBound(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double final_lr = 0.1, double gamma = 1e-3, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaBoundRule(lr, beta1, beta2, eps, weight_decay, final_lr, gamma, amsgrad, non_finite), maximize);

    /// <summary>AngularGrad: Adam's step, shortened where successive gradients of a coordinate disagree.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="angle">The function of the angle between successive gradients.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AngularGrad(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, AngleFunction angle = AngleFunction.Cos, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AngularGradRule(lr, beta1, beta2, eps, weight_decay, angle, non_finite), maximize);

    /// <inheritdoc cref="AngularGrad(IEnumerable{TorchParameter}, double, double, double, double, double, AngleFunction, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AngularGrad(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, AngleFunction angle = AngleFunction.Cos, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AngularGradRule(lr, beta1, beta2, eps, weight_decay, angle, non_finite), maximize);

    /// <inheritdoc cref="AngularGrad(IEnumerable{TorchParameter}, double, double, double, double, double, AngleFunction, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AngularGrad(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, AngleFunction angle = AngleFunction.Cos, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AngularGradRule(lr, beta1, beta2, eps, weight_decay, angle, non_finite), maximize);

    private static OptimizerRule LaPropRule(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("LaProp", () => new LaPropOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps, AmsGrad = amsgrad } });

    private static OptimizerRule LionRule(double lr, double beta1, double beta2, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("Lion", () => new LionOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Blend = beta1, Decay = beta2 } });

    private static OptimizerRule AggMoRule(double lr, double beta1, double beta2, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AggMo", () => new AggMoOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Fast = beta1, Slow = beta2 } });

    private static OptimizerRule AdaBoundRule(double lr, double beta1, double beta2, double eps, double weight_decay, double final_lr, double gamma, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdaBound", () => new AdaBoundOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps, FinalLearningRate = final_lr, Closing = gamma, AmsGrad = amsgrad } });

    private static OptimizerRule AngularGradRule(double lr, double beta1, double beta2, double eps, double weight_decay, AngleFunction angle, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AngularGrad", () => new AngularGradOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, Angle = angle }, Scaling = { Decay = beta2, Epsilon = eps } });
}
