using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>AdaBelief: Adam scaled by how far gradients lie from their average.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the variance stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the variance in every step and to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest variance so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdaBelief(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-16, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaBeliefRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="AdaBelief(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaBelief(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-16, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaBeliefRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="AdaBelief(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdaBelief(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-16, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdaBeliefRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <summary>AdEMAMix: AdamW with a second, very slow average of the gradient.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the fast average stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="beta3">β₃: how much of the slow average stays, in [0, 1).</param>
    /// <param name="alpha">α: the weight of the slow average, from 0.</param>
    /// <param name="warmup">How many steps α and β₃ take to grow to their values; 0 for none.</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer AdEMAMix(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double alpha = 2, double warmup = 0, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdEMAMixRule(lr, beta1, beta2, beta3, alpha, warmup, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="AdEMAMix(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdEMAMix(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double alpha = 2, double warmup = 0, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdEMAMixRule(lr, beta1, beta2, beta3, alpha, warmup, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="AdEMAMix(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer AdEMAMix(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double alpha = 2, double warmup = 0, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdEMAMixRule(lr, beta1, beta2, beta3, alpha, warmup, eps, weight_decay, non_finite), maximize);

    /// <summary>Adan: Nesterov's momentum from the gradient and its changes, with proximal weight decay.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the average of the gradient stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the average of its changes stays, in [0, 1).</param>
    /// <param name="beta3">β₃: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer Adan(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdanRule(lr, beta1, beta2, beta3, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="Adan(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Adan(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdanRule(lr, beta1, beta2, beta3, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="Adan(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Adan(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, AdanRule(lr, beta1, beta2, beta3, eps, weight_decay, non_finite), maximize);

    /// <summary>QHM: a blend of the present gradient and its moving average.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">β: how much of the average stays, in [0, 1).</param>
    /// <param name="nu">ν: how much of the blend is the average, in [0, 1].</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer QHM(IEnumerable<TorchParameter> parameters, double lr = 0.1, double momentum = 0.999, double nu = 0.7, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, QHMRule(lr, momentum, nu, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="QHM(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer QHM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.1, double momentum = 0.999, double nu = 0.7, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, QHMRule(lr, momentum, nu, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="QHM(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer QHM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.1, double momentum = 0.999, double nu = 0.7, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, QHMRule(lr, momentum, nu, weight_decay, non_finite), maximize);

    /// <summary>QHAdam: Adam whose moments are blended with the present gradient.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="nu1">ν₁: how much of the direction is the first moment, in [0, 1].</param>
    /// <param name="nu2">ν₂: how much of the scaling is the second moment, in [0, 1].</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer QHAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.995, double beta2 = 0.999, double nu1 = 0.7, double nu2 = 1, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, QHAdamRule(lr, beta1, beta2, nu1, nu2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="QHAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer QHAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.995, double beta2 = 0.999, double nu1 = 0.7, double nu2 = 1, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, QHAdamRule(lr, beta1, beta2, nu1, nu2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="QHAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer QHAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.995, double beta2 = 0.999, double nu1 = 0.7, double nu2 = 1, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, QHAdamRule(lr, beta1, beta2, nu1, nu2, eps, weight_decay, non_finite), maximize);

    /// <summary>ADOPT: Adam that divides a gradient by the second moment of those before it.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, the least that a gradient is divided by, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer ADOPT(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.9999, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, ADOPTRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="ADOPT(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer ADOPT(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.9999, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, ADOPTRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="ADOPT(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer ADOPT(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.9999, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, ADOPTRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <summary>MARS-AdamW: AdamW on gradients that are corrected by their change.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="gamma">γ: how strongly the change of the gradient counts, from 0.</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer MARS(IEnumerable<TorchParameter> parameters, double lr = 3e-3, double beta1 = 0.95, double beta2 = 0.99, double gamma = 0.025, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MARSRule(lr, beta1, beta2, gamma, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="MARS(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer MARS(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 3e-3, double beta1 = 0.95, double beta2 = 0.99, double gamma = 0.025, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MARSRule(lr, beta1, beta2, gamma, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="MARS(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer MARS(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 3e-3, double beta1 = 0.95, double beta2 = 0.99, double gamma = 0.025, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MARSRule(lr, beta1, beta2, gamma, eps, weight_decay, amsgrad, non_finite), maximize);

    private static OptimizerRule AdaBeliefRule(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdaBelief", () => new AdaBeliefOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps, AmsGrad = amsgrad } });

    private static OptimizerRule AdEMAMixRule(double lr, double beta1, double beta2, double beta3, double alpha, double warmup, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("AdEMAMix", () => new AdEmaMixOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { FastDecay = beta1, SlowDecay = beta3, Weight = alpha, Warmup = warmup }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule AdanRule(double lr, double beta1, double beta2, double beta3, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("Adan", () => new AdanOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, ChangeDecay = beta2 }, Scaling = { Decay = beta3, Epsilon = eps } });

    private static OptimizerRule QHMRule(double lr, double momentum, double nu, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("QHM", () => new QhmOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = momentum, Blend = nu } });

    private static OptimizerRule QHAdamRule(double lr, double beta1, double beta2, double nu1, double nu2, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("QHAdam", () => new QhAdamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, Blend = nu1 }, Scaling = { Decay = beta2, Blend = nu2, Epsilon = eps } });

    private static OptimizerRule ADOPTRule(double lr, double beta1, double beta2, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("ADOPT", () => new AdoptOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule MARSRule(double lr, double beta1, double beta2, double gamma, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("MARS", () => new MarsOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, Scale = gamma }, Scaling = { Decay = beta2, Epsilon = eps, AmsGrad = amsgrad } });
}
