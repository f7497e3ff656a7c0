using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.AMMGD(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AMMGD(IEnumerable<TorchParameter> parameters, double lr = 0.05, double weight_decay = 0, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AMMGD(parameters, lr, weight_decay, lambda, beta_max, beta_min, restart_below, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AMMGD(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AMMGD(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.05, double weight_decay = 0, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AMMGD(parameters, lr, weight_decay, lambda, beta_max, beta_min, restart_below, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AMMGD(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AMMGD(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.05, double weight_decay = 0, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AMMGD(parameters, lr, weight_decay, lambda, beta_max, beta_min, restart_below, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AMAdamW(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AMAdamW(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AMAdamW(parameters, lr, beta2, eps, weight_decay, lambda, beta_max, beta_min, restart_below, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AMAdamW(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AMAdamW(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AMAdamW(parameters, lr, beta2, eps, weight_decay, lambda, beta_max, beta_min, restart_below, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AMAdamW(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AMAdamW(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double lambda = 0.1, double beta_max = 0.9, double beta_min = 0, double restart_below = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AMAdamW(parameters, lr, beta2, eps, weight_decay, lambda, beta_max, beta_min, restart_below, maximize, non_finite);
    }
}
