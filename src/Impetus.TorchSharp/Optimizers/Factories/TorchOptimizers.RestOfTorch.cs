using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>PyTorch's NAdam, in one pass over memory; TorchSharp's own takes its product of momenta for 0.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="momentum_decay">ψ: how fast the momentum rises from half of β₁ to β₁, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedNAdam(IEnumerable<TorchParameter> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedNAdamRule(lr, beta1, beta2, eps, weight_decay, momentum_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedNAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedNAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedNAdamRule(lr, beta1, beta2, eps, weight_decay, momentum_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedNAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedNAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedNAdamRule(lr, beta1, beta2, eps, weight_decay, momentum_decay, non_finite), maximize);

    /// <summary>TorchSharp's Adagrad, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lr_decay">δ: how fast the rate of all coordinates falls with the step, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="initial_accumulator_value">s₀: what the sum of squares starts from, from 0.</param>
    /// <param name="eps">ε, added to the denominator, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedAdagrad(IEnumerable<TorchParameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdagradRule(lr, lr_decay, weight_decay, initial_accumulator_value, eps, non_finite), maximize);

    /// <inheritdoc cref="FusedAdagrad(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdagrad(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdagradRule(lr, lr_decay, weight_decay, initial_accumulator_value, eps, non_finite), maximize);

    /// <inheritdoc cref="FusedAdagrad(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdagrad(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdagradRule(lr, lr_decay, weight_decay, initial_accumulator_value, eps, non_finite), maximize);

    /// <summary>TorchSharp's Adadelta, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">ρ: how much of both means of squares stays, in [0, 1].</param>
    /// <param name="eps">ε, added under both roots, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedAdadelta(IEnumerable<TorchParameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdadeltaRule(lr, rho, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedAdadelta(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdadelta(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdadeltaRule(lr, rho, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedAdadelta(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdadelta(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdadeltaRule(lr, rho, eps, weight_decay, non_finite), maximize);

    /// <summary>TorchSharp's Adamax, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the largest gradient stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the size of each gradient, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedAdamax(IEnumerable<TorchParameter> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamaxRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedAdamax(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdamax(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamaxRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedAdamax(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedAdamax(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedAdamaxRule(lr, beta1, beta2, eps, weight_decay, non_finite), maximize);

    /// <summary>TorchSharp's ASGD, in one pass over memory.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lambd">λ: how fast the rate falls, and a weight decay at that rate, from 0.</param>
    /// <param name="alpha">α: the power by which the rate falls, from 0.</param>
    /// <param name="t0">t₀: the step from which on parameters are averaged, from 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedASGD(IEnumerable<TorchParameter> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedASGDRule(lr, lambd, alpha, t0, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedASGD(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedASGD(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedASGDRule(lr, lambd, alpha, t0, weight_decay, non_finite), maximize);

    /// <inheritdoc cref="FusedASGD(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedASGD(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedASGDRule(lr, lambd, alpha, t0, weight_decay, non_finite), maximize);

    /// <summary>PyTorch's Rprop, in one pass over memory; TorchSharp's own adds the parameter to the gradient, 50 times.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The step size that every coordinate starts with.</param>
    /// <param name="etaminus">η⁻: the factor of a step size where the gradient has turned, in [0, 1).</param>
    /// <param name="etaplus">η⁺: the factor of a step size where the gradient kept its sign, above 1.</param>
    /// <param name="min_step">The least step size, from 0.</param>
    /// <param name="max_step">The largest step size.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer FusedRprop(IEnumerable<TorchParameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRpropRule(lr, etaminus, etaplus, min_step, max_step, non_finite), maximize);

    /// <inheritdoc cref="FusedRprop(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedRprop(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRpropRule(lr, etaminus, etaplus, min_step, max_step, non_finite), maximize);

    /// <inheritdoc cref="FusedRprop(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer FusedRprop(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, FusedRpropRule(lr, etaminus, etaplus, min_step, max_step, non_finite), maximize);

    private static OptimizerRule FusedNAdamRule(double lr, double beta1, double beta2, double eps, double weight_decay, double momentum_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedNAdam", () => new NAdamOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, MomentumDecay = momentum_decay }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule FusedAdagradRule(double lr, double lr_decay, double weight_decay, double initial_accumulator_value, double eps, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedAdagrad", () => new AdagradOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Scaling = { RateDecay = lr_decay, Start = initial_accumulator_value, Epsilon = eps } });

    private static OptimizerRule FusedAdadeltaRule(double lr, double rho, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedAdadelta", () => new AdadeltaOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Scaling = { Decay = rho, Epsilon = eps } });

    private static OptimizerRule FusedAdamaxRule(double lr, double beta1, double beta2, double eps, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedAdamax", () => new AdamaxOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1 }, Scaling = { Decay = beta2, Epsilon = eps } });

    private static OptimizerRule FusedASGDRule(double lr, double lambd, double alpha, double t0, double weight_decay, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedASGD", () => new AsgdOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Lambda = lambd, Power = alpha, Start = t0 } });

    private static OptimizerRule FusedRpropRule(double lr, double etaminus, double etaplus, double min_step, double max_step, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("FusedRprop", () => new RpropOptions { LearningRate = lr, NonFinite = non_finite, Memory = { Shrink = etaminus, Grow = etaplus, Least = min_step, Most = max_step } });
}
