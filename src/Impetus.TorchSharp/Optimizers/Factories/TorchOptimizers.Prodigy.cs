using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Prodigy: Adam that finds its learning rate, from how far the parameters have come.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">What the rate that it finds is multiplied with; leave it at 1, or let a schedule bring it down.</param>
    /// <param name="beta1">β₁: how much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of the second moment stays, in [0, 1).</param>
    /// <param name="eps">ε, added to the denominator, times the estimate; above 0.</param>
    /// <param name="weight_decay">The weight decay, from 0.</param>
    /// <param name="d0">The first estimate of the distance to the solution, smaller than any that may be.</param>
    /// <param name="d_coef">What every estimate is multiplied with, above 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer Prodigy(IEnumerable<TorchParameter> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double d0 = 1e-6, double d_coef = 1, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, ProdigyRule(lr, beta1, beta2, eps, weight_decay, d0, d_coef, non_finite), maximize);

    /// <inheritdoc cref="Prodigy(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Prodigy(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double d0 = 1e-6, double d_coef = 1, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, ProdigyRule(lr, beta1, beta2, eps, weight_decay, d0, d_coef, non_finite), maximize);

    /// <inheritdoc cref="Prodigy(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Prodigy(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double d0 = 1e-6, double d_coef = 1, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, ProdigyRule(lr, beta1, beta2, eps, weight_decay, d0, d_coef, non_finite), maximize);

    private static OptimizerRule ProdigyRule(double lr, double beta1, double beta2, double eps, double weight_decay, double d0, double d_coef, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("Prodigy", () => new ProdigyOptions { LearningRate = lr, WeightDecay = weight_decay, NonFinite = non_finite, Memory = { Decay = beta1, Initial = d0, Coefficient = d_coef }, Scaling = { Decay = beta2, Epsilon = eps } });
}
