using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.LARS(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LARS(IEnumerable<TorchParameter> parameters, double lr = 1, double momentum = 0.9, double weight_decay = 0, double trust_coefficient = 0.001, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LARS(parameters, lr, momentum, weight_decay, trust_coefficient, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LARS(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LARS(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1, double momentum = 0.9, double weight_decay = 0, double trust_coefficient = 0.001, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LARS(parameters, lr, momentum, weight_decay, trust_coefficient, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LARS(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LARS(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1, double momentum = 0.9, double weight_decay = 0, double trust_coefficient = 0.001, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LARS(parameters, lr, momentum, weight_decay, trust_coefficient, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LAMB(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LAMB(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-6, double weight_decay = 0.01, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LAMB(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LAMB(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LAMB(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-6, double weight_decay = 0.01, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LAMB(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LAMB(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LAMB(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-6, double weight_decay = 0.01, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LAMB(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);
    }
}
