using Impetus.Memories;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.LaProp(IEnumerable{TorchParameter}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LaProp(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LaProp(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LaProp(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LaProp(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LaProp(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.LaProp(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer LaProp(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-15, double weight_decay = 0, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.LaProp(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Lion(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Lion(IEnumerable<TorchParameter> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Lion(parameters, lr, beta1, beta2, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Lion(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Lion(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Lion(parameters, lr, beta1, beta2, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.Lion(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer Lion(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.Lion(parameters, lr, beta1, beta2, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AggMo(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AggMo(IEnumerable<TorchParameter> parameters, double lr = 0.01, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AggMo(parameters, lr, beta1, beta2, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AggMo(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AggMo(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 0.01, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AggMo(parameters, lr, beta1, beta2, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AggMo(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AggMo(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 0.01, double beta1 = 0.9, double beta2 = 0.99, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AggMo(parameters, lr, beta1, beta2, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaBound(IEnumerable{TorchParameter}, double, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaBound(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double final_lr = 0.1, double gamma = 1e-3, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaBound(parameters, lr, beta1, beta2, eps, weight_decay, final_lr, gamma, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaBound(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaBound(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double final_lr = 0.1, double gamma = 1e-3, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaBound(parameters, lr, beta1, beta2, eps, weight_decay, final_lr, gamma, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AdaBound(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, double, bool, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AdaBound(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double final_lr = 0.1, double gamma = 1e-3, bool amsgrad = false, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AdaBound(parameters, lr, beta1, beta2, eps, weight_decay, final_lr, gamma, amsgrad, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AngularGrad(IEnumerable{TorchParameter}, double, double, double, double, double, AngleFunction, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AngularGrad(IEnumerable<TorchParameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, AngleFunction angle = AngleFunction.Cos, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AngularGrad(parameters, lr, beta1, beta2, eps, weight_decay, angle, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AngularGrad(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, AngleFunction, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AngularGrad(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, AngleFunction angle = AngleFunction.Cos, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AngularGrad(parameters, lr, beta1, beta2, eps, weight_decay, angle, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.AngularGrad(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, AngleFunction, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer AngularGrad(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, AngleFunction angle = AngleFunction.Cos, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.AngularGrad(parameters, lr, beta1, beta2, eps, weight_decay, angle, maximize, non_finite);
    }
}
