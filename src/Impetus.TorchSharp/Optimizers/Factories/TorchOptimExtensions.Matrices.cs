using Impetus.Scalings;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.Muon(IEnumerable{TorchParameter}, double, double, double, bool, int, double, MatrixRate, bool, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Muon(IEnumerable<TorchParameter> parameters, double lr = 0.02, double weight_decay = 0, double momentum = 0.95, bool nesterov = true, int ns_steps = 5, double eps = 1e-7, MatrixRate adjust_lr = MatrixRate.Original, bool filters = false, double adamw_lr = 3e-4, double adamw_beta1 = 0.9, double adamw_beta2 = 0.95, double adamw_eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Muon(parameters, lr, weight_decay, momentum, nesterov, ns_steps, eps, adjust_lr, filters, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Muon(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, bool, int, double, MatrixRate, bool, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Muon(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.02, double weight_decay = 0, double momentum = 0.95, bool nesterov = true, int ns_steps = 5, double eps = 1e-7, MatrixRate adjust_lr = MatrixRate.Original, bool filters = false, double adamw_lr = 3e-4, double adamw_beta1 = 0.9, double adamw_beta2 = 0.95, double adamw_eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Muon(parameters, lr, weight_decay, momentum, nesterov, ns_steps, eps, adjust_lr, filters, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Muon(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, bool, int, double, MatrixRate, bool, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Muon(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.02, double weight_decay = 0, double momentum = 0.95, bool nesterov = true, int ns_steps = 5, double eps = 1e-7, MatrixRate adjust_lr = MatrixRate.Original, bool filters = false, double adamw_lr = 3e-4, double adamw_beta1 = 0.9, double adamw_beta2 = 0.95, double adamw_eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Muon(parameters, lr, weight_decay, momentum, nesterov, ns_steps, eps, adjust_lr, filters, adamw_lr, adamw_beta1, adamw_beta2, adamw_eps, maximize, non_finite);
    }
}
