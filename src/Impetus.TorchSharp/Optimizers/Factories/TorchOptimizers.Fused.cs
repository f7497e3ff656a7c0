using Impetus.Memories;
using Impetus.Scalings;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Gradient descent, with momentum if it is not 0: TorchSharp's SGD, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">β: how much of the momentum stays, in [0, 1).</param>
    /// <param name="dampening">τ: how much of the gradient is left out, in [0, 1]; of the first gradient, too, where TorchSharp leaves that whole.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="nesterov">Whether the direction looks one step ahead.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    /// <param name="learningRate">TorchSharp's name for <paramref name="lr"/>; overrules it.</param>
    public static ImpetusOptimizer FusedSGD(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw, double? learningRate = null) =>
        Make(parameters, FusedSGDRule(lr, momentum, dampening, weight_decay, nesterov, non_finite, learningRate), maximize);

    /// <inheritdoc cref="FusedSGD(IEnumerable{TorchParameter}, double, double, double, double, bool, bool, NonFinitePolicy, double?)"/>
    public static ImpetusOptimizer FusedSGD(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw, double? learningRate = null) =>
        Make(parameters, FusedSGDRule(lr, momentum, dampening, weight_decay, nesterov, non_finite, learningRate), maximize);

    /// <inheritdoc cref="FusedSGD(IEnumerable{TorchParameter}, double, double, double, double, bool, bool, NonFinitePolicy, double?)"/>
    public static ImpetusOptimizer FusedSGD(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw, double? learningRate = null) =>
        Make(parameters, FusedSGDRule(lr, momentum, dampening, weight_decay, nesterov, non_finite, learningRate), maximize);

    /// <summary>TorchSharp's Adam, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="FusedAdam(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="FusedAdam(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <summary>TorchSharp's AdamW, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is taken.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedAdamW(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamWRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="FusedAdamW(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdamW(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamWRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <inheritdoc cref="FusedAdamW(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdamW(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamWRule(lr, beta1, beta2, eps, weight_decay, amsgrad, non_finite), maximize);

    /// <summary>TorchSharp's RMSProp, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">α: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="momentum">β: how much of the momentum stays, in [0, 1).</param>
    /// <param name="centered">Only false: use TorchSharp's own RMSProp for the centered form.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedRMSprop(IEnumerable<TorchParameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRMSpropRule(lr, alpha, eps, weight_decay, momentum, centered, non_finite), maximize);

    /// <inheritdoc cref="FusedRMSprop(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedRMSprop(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRMSpropRule(lr, alpha, eps, weight_decay, momentum, centered, non_finite), maximize);

    /// <inheritdoc cref="FusedRMSprop(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedRMSprop(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRMSpropRule(lr, alpha, eps, weight_decay, momentum, centered, non_finite), maximize);

    /// <summary>RAdam as PyTorch has it, in one pass over memory. TorchSharp's own multiplies by the rate twice once it is rectified.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedRAdam(IEnumerable<TorchParameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRAdamRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedRAdam(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedRAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRAdamRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedRAdam(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedRAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRAdamRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    // Without momentum there is nothing to remember; a scheduler may bring momentum later.
    private static OptimizerRule FusedSGDRule(double lr, double momentum, double dampening, double weight_decay, bool nesterov, NonFinitePolicy non_finite, double? learningRate) => OptimizerRule.Of(
        "FusedSGD",
        () => new SgdOptions { LearningRate = learningRate ?? lr, WeightDecay = weight_decay, NonFinite = non_finite },
        () => new SgdMOptions { LearningRate = learningRate ?? lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = momentum, Dampening = dampening, Nesterov = nesterov } });

    private static OptimizerRule FusedAdamRule(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedAdam", () => new AdamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps, AmsGrad = amsgrad } });

    private static OptimizerRule FusedAdamWRule(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedAdamW", () => new AdamWOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps, AmsGrad = amsgrad } });

    private static OptimizerRule FusedRMSpropRule(double lr, double alpha, double eps, double weight_decay, double momentum, bool centered, NonFinitePolicy non_finite) => centered
        ? throw new ArgumentException("FusedRMSprop has no centered form: use torch.optim.RMSProp for that.", nameof(centered))
        : OptimizerRule.Of(
            "FusedRMSprop",
            () => new OptimizerOptions<NoMemory.Options, SecondMoment.Options>(new(), new() { Decay = alpha, Epsilon = eps, BiasCorrected = false }) { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, DecayMode = DecayMode.Coupled },
            () => new RmsPropOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Momentum = momentum }, Scaling = { Decay = alpha, Epsilon = eps } });

    private static OptimizerRule FusedRAdamRule(double lr, double beta1, double beta2, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedRAdam", () => new RAdamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps } });
}
