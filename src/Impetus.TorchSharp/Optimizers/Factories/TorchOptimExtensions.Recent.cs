using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.AdaBelief(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaBelief(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-16, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaBelief(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaBelief(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaBelief(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-16, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaBelief(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaBelief(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaBelief(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-16, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaBelief(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdEMAMix(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdEMAMix(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double alpha = 2, double warmup = 0, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdEMAMix(parameters, lr, beta1, beta2, beta3, alpha, warmup, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdEMAMix(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdEMAMix(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double alpha = 2, double warmup = 0, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdEMAMix(parameters, lr, beta1, beta2, beta3, alpha, warmup, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdEMAMix(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdEMAMix(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double beta3 = 0.9999, double alpha = 2, double warmup = 0, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdEMAMix(parameters, lr, beta1, beta2, beta3, alpha, warmup, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Adan(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Adan(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Adan(parameters, lr, beta1, beta2, beta3, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Adan(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Adan(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Adan(parameters, lr, beta1, beta2, beta3, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Adan(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Adan(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Adan(parameters, lr, beta1, beta2, beta3, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.QHM(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer QHM(IEnumerable<TorchParameter> parameters, double lr = 0.1, double momentum = 0.999, double nu = 0.7, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.QHM(parameters, lr, momentum, nu, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.QHM(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer QHM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.1, double momentum = 0.999, double nu = 0.7, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.QHM(parameters, lr, momentum, nu, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.QHM(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer QHM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.1, double momentum = 0.999, double nu = 0.7, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.QHM(parameters, lr, momentum, nu, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.QHAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer QHAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.995, double beta2 = 0.999, double nu1 = 0.7, double nu2 = 1, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.QHAdam(parameters, lr, beta1, beta2, nu1, nu2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.QHAdam(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer QHAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.995, double beta2 = 0.999, double nu1 = 0.7, double nu2 = 1, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.QHAdam(parameters, lr, beta1, beta2, nu1, nu2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.QHAdam(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer QHAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.995, double beta2 = 0.999, double nu1 = 0.7, double nu2 = 1, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.QHAdam(parameters, lr, beta1, beta2, nu1, nu2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.ADOPT(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer ADOPT(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.9999, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.ADOPT(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.ADOPT(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer ADOPT(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.9999, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.ADOPT(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.ADOPT(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer ADOPT(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.9999, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.ADOPT(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.MARS(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer MARS(IEnumerable<TorchParameter> parameters, double lr = 3e-3, double beta1 = 0.95, double beta2 = 0.99, double gamma = 0.025, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.MARS(parameters, lr, beta1, beta2, gamma, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.MARS(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer MARS(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 3e-3, double beta1 = 0.95, double beta2 = 0.99, double gamma = 0.025, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.MARS(parameters, lr, beta1, beta2, gamma, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.MARS(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer MARS(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 3e-3, double beta1 = 0.95, double beta2 = 0.99, double gamma = 0.025, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.MARS(parameters, lr, beta1, beta2, gamma, eps, weight_decay, amsgrad, maximize, non_finite);
    }
}
