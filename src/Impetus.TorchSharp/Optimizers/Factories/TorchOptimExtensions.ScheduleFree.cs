using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.SGDScheduleFree(IEnumerable{TorchParameter}, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDScheduleFree(IEnumerable<TorchParameter> parameters, double lr = 0.1, double beta = 0.9, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDScheduleFree(parameters, lr, beta, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDScheduleFree(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDScheduleFree(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.1, double beta = 0.9, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDScheduleFree(parameters, lr, beta, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDScheduleFree(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDScheduleFree(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.1, double beta = 0.9, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDScheduleFree(parameters, lr, beta, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamWScheduleFree(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamWScheduleFree(IEnumerable<TorchParameter> parameters, double lr = 0.0025, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamWScheduleFree(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamWScheduleFree(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamWScheduleFree(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.0025, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamWScheduleFree(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamWScheduleFree(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamWScheduleFree(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.0025, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamWScheduleFree(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);
    }
}
