using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.TAM(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer TAM(IEnumerable<TorchParameter> parameters, double lr = 0.02, double momentum = 0.9, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.TAM(parameters, lr, momentum, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.TAM(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer TAM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.02, double momentum = 0.9, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.TAM(parameters, lr, momentum, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.TAM(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer TAM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.02, double momentum = 0.9, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.TAM(parameters, lr, momentum, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAM(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAM(IEnumerable<TorchParameter> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAM(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAM(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAM(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAM(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAM(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAM(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAM(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAMW(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAMW(IEnumerable<TorchParameter> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAMW(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAMW(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAMW(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAMW(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAMW(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAMW(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAMW(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAM2(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAM2(IEnumerable<TorchParameter> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAM2(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAM2(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAM2(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAM2(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaTAM2(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaTAM2(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-4, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double gamma = 0.9, double torque_eps = 1e-8, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaTAM2(parameters, lr, beta1, beta2, eps, weight_decay, gamma, torque_eps, maximize, non_finite);
    }
}
