using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.AdamCM(IEnumerable{TorchParameter}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamCM(IEnumerable<TorchParameter> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamCM(parameters, lr, beta1, beta2, eps, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamCM(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamCM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamCM(parameters, lr, beta1, beta2, eps, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamCM(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamCM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamCM(parameters, lr, beta1, beta2, eps, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamCG(IEnumerable{TorchParameter}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamCG(IEnumerable<TorchParameter> parameters, double lr = 5e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamCG(parameters, lr, beta1, beta2, eps, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamCG(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamCG(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 5e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamCG(parameters, lr, beta1, beta2, eps, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdamCG(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdamCG(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 5e-4, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdamCG(parameters, lr, beta1, beta2, eps, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDCM(IEnumerable{TorchParameter}, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDCM(IEnumerable<TorchParameter> parameters, double lr = 0.03, double momentum = 0.9, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDCM(parameters, lr, momentum, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDCM(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDCM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.03, double momentum = 0.9, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDCM(parameters, lr, momentum, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDCM(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDCM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.03, double momentum = 0.9, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDCM(parameters, lr, momentum, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDCG(IEnumerable{TorchParameter}, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDCG(IEnumerable<TorchParameter> parameters, double lr = 0.01, double momentum = 0, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDCG(parameters, lr, momentum, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDCG(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDCG(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.01, double momentum = 0, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDCG(parameters, lr, momentum, weight_decay, capacity, decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.SGDCG(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, int, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer SGDCG(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.01, double momentum = 0, double weight_decay = 0, int capacity = 5, double decay = 0.7, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.SGDCG(parameters, lr, momentum, weight_decay, capacity, decay, maximize, non_finite);
    }
}
