using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.FusedSGD(IEnumerable{TorchParameter}, double, double, double, double, bool, bool, NonFinitePolicy, double?)"/>
        public static ImpetusOptimizer FusedSGD(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw, double? learningRate = null) =>
            TorchOptimizers.FusedSGD(parameters, lr, momentum, dampening, weight_decay, nesterov, maximize, non_finite, learningRate);

        /// <inheritdoc cref="TorchOptimizers.FusedSGD(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, bool, bool, NonFinitePolicy, double?)"/>
        public static ImpetusOptimizer FusedSGD(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw, double? learningRate = null) =>
            TorchOptimizers.FusedSGD(parameters, lr, momentum, dampening, weight_decay, nesterov, maximize, non_finite, learningRate);

        /// <inheritdoc cref="TorchOptimizers.FusedSGD(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, bool, bool, NonFinitePolicy, double?)"/>
        public static ImpetusOptimizer FusedSGD(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw, double? learningRate = null) =>
            TorchOptimizers.FusedSGD(parameters, lr, momentum, dampening, weight_decay, nesterov, maximize, non_finite, learningRate);

        /// <inheritdoc cref="TorchOptimizers.FusedAdam(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdam(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdam(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdam(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdam(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdam(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdam(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdamW(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdamW(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdamW(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdamW(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdamW(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdamW(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdamW(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdamW(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdamW(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRMSprop(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRMSprop(IEnumerable<TorchParameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRMSprop(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRMSprop(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRMSprop(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRMSprop(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRMSprop(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRMSprop(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRMSprop(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRAdam(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRAdam(IEnumerable<TorchParameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRAdam(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRAdam(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRAdam(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRAdam(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRAdam(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);
    }
}
