using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.Prodigy(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Prodigy(IEnumerable<TorchParameter> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double d0 = 1e-6, double d_coef = 1, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Prodigy(parameters, lr, beta1, beta2, eps, weight_decay, d0, d_coef, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Prodigy(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Prodigy(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double d0 = 1e-6, double d_coef = 1, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Prodigy(parameters, lr, beta1, beta2, eps, weight_decay, d0, d_coef, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Prodigy(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Prodigy(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double d0 = 1e-6, double d_coef = 1, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Prodigy(parameters, lr, beta1, beta2, eps, weight_decay, d0, d_coef, maximize, non_finite);
    }
}
