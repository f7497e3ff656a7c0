using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.MAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer MAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.MAdam(parameters, lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.MAdam(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer MAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.MAdam(parameters, lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.MAdam(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer MAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.MAdam(parameters, lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LaMAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LaMAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LaMAdam(parameters, lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LaMAdam(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LaMAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LaMAdam(parameters, lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LaMAdam(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LaMAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2_min = 0.5, double beta2_max = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LaMAdam(parameters, lr, beta1, beta2_min, beta2_max, eps, weight_decay, amsgrad, maximize, non_finite);
    }
}
