using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>LARS: heavy-ball momentum whose every tensor moves by a fixed share of its length.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">How much of the momentum stays, in [0, 1).</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="trust_coefficient">The share of a tensor's length that a step has at a learning rate of 1, above 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer LARS(IEnumerable<TorchParameter> parameters, double lr = 1, double momentum = 0.9, double weight_decay = 0, double trust_coefficient = 0.001, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LARSRule(lr, momentum, weight_decay, trust_coefficient, non_finite), maximize);

    /// <inheritdoc cref="LARS(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LARS(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1, double momentum = 0.9, double weight_decay = 0, double trust_coefficient = 0.001, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LARSRule(lr, momentum, weight_decay, trust_coefficient, non_finite), maximize);

    /// <inheritdoc cref="LARS(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LARS(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1, double momentum = 0.9, double weight_decay = 0, double trust_coefficient = 0.001, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LARSRule(lr, momentum, weight_decay, trust_coefficient, non_finite), maximize);

    /// <summary>LAMB: AdamW whose steps are as long as each tensor, times the learning rate.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer LAMB(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-6, double weight_decay = 0.01, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LAMBRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="LAMB(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LAMB(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-6, double weight_decay = 0.01, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LAMBRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="LAMB(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer LAMB(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-6, double weight_decay = 0.01, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, LAMBRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    private static OptimizerRule LARSRule(double lr, double momentum, double weight_decay, double trust_coefficient, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("LARS", () => new LarsOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = momentum, Trust = trust_coefficient } });

    private static OptimizerRule LAMBRule(double lr, double beta1, double beta2, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("LAMB", () => new LambOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps } });
}
