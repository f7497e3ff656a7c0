using Impetus.Scalings;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimizers
{
    /// <summary>Muon: matrices along their orthogonalised momentum, everything else by AdamW, in one optimizer. PyTorch's takes matrices alone.</summary>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="lr">The learning rate of matrices.</param>
    /// <param name="weight_decay">The weight decay of all, from 0.</param>
    /// <param name="momentum">β: how much of the momentum stays, in [0, 1).</param>
    /// <param name="nesterov">Whether the direction is one step ahead of the momentum.</param>
    /// <param name="ns_steps">The steps of the Newton–Schulz iteration.</param>
    /// <param name="eps">ε, added to the norm of a matrix, from 0.</param>
    /// <param name="adjust_lr">How the learning rate depends on a matrix's shape.</param>
    /// <param name="filters">Whether filters of convolutions are matrices too, of their first dimension by all others.</param>
    /// <param name="adamw_lr">The learning rate of AdamW; schedulers of the optimizer's reach it in proportion.</param>
    /// <param name="adamw_beta1">β₁ of AdamW, in [0, 1).</param>
    /// <param name="adamw_beta2">β₂ of AdamW, in [0, 1).</param>
    /// <param name="adamw_eps">ε of AdamW, from 0.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <param name="non_finite">What a step does about NaN or infinity in a gradient. TorchSharp's own optimizers go on; these throw, unless told otherwise.</param>
    public static ImpetusOptimizer Muon(IEnumerable<TorchParameter> parameters, double lr = 0.02, double weight_decay = 0, double momentum = 0.95, bool nesterov = true, int ns_steps = 5, double eps = 1e-7, MatrixRate adjust_lr = MatrixRate.Original, bool filters = false, double adamw_lr = 3e-4, double adamw_beta1 = 0.9, double adamw_beta2 = 0.95, double adamw_eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MuonRule(lr, weight_decay, momentum, nesterov, ns_steps, eps, adjust_lr, filters, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps, non_finite), maximize);

    /// <inheritdoc cref="Muon(IEnumerable{TorchParameter}, double, double, double, bool, int, double, MatrixRate, bool, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Muon(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.02, double weight_decay = 0, double momentum = 0.95, bool nesterov = true, int ns_steps = 5, double eps = 1e-7, MatrixRate adjust_lr = MatrixRate.Original, bool filters = false, double adamw_lr = 3e-4, double adamw_beta1 = 0.9, double adamw_beta2 = 0.95, double adamw_eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MuonRule(lr, weight_decay, momentum, nesterov, ns_steps, eps, adjust_lr, filters, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps, non_finite), maximize);

    /// <inheritdoc cref="Muon(IEnumerable{TorchParameter}, double, double, double, bool, int, double, MatrixRate, bool, double, double, double, double, bool, NonFinitePolicy)"/>
    public static ImpetusOptimizer Muon(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.02, double weight_decay = 0, double momentum = 0.95, bool nesterov = true, int ns_steps = 5, double eps = 1e-7, MatrixRate adjust_lr = MatrixRate.Original, bool filters = false, double adamw_lr = 3e-4, double adamw_beta1 = 0.9, double adamw_beta2 = 0.95, double adamw_eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
        Make(parameters, MuonRule(lr, weight_decay, momentum, nesterov, ns_steps, eps, adjust_lr, filters, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps, non_finite), maximize);

    private static OptimizerRule MuonRule(double lr, double weight_decay, double momentum, bool nesterov, int ns_steps, double eps, MatrixRate adjust_lr, bool filters, double adamw_lr, double adamw_beta1, double adamw_beta2, double adamw_eps, NonFinitePolicy non_finite) =>
        OptimizerRule.Of("Muon", () => new MuonOptions
        {
            LearningRate = lr,
            WeightDecay = weight_decay,
            NonFinite = non_finite,
            Filters = filters,
            AdamWLearningRate = adamw_lr,
            AdamWFirstDecay = adamw_beta1,
            AdamWSecondDecay = adamw_beta2,
            AdamWEpsilon = adamw_eps,
            Memory = { Momentum = momentum, Nesterov = nesterov },
            Scaling = { Steps = ns_steps, Epsilon = eps, Rate = adjust_lr },
        });
}
