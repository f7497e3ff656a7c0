using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.FusedNAdam(IEnumerable{TorchParameter}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedNAdam(IEnumerable<TorchParameter> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedNAdam(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedNAdam(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedNAdam(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedNAdam(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedNAdam(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedNAdam(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedNAdam(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdagrad(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdagrad(IEnumerable<TorchParameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdagrad(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdagrad(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdagrad(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdagrad(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdagrad(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdagrad(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdagrad(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdadelta(IEnumerable{TorchParameter}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdadelta(IEnumerable<TorchParameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdadelta(parameters, lr, rho, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdadelta(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdadelta(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdadelta(parameters, lr, rho, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdadelta(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdadelta(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdadelta(parameters, lr, rho, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdamax(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdamax(IEnumerable<TorchParameter> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdamax(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdamax(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdamax(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdamax(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedAdamax(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedAdamax(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedAdamax(parameters, lr, beta1, beta2, eps, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedASGD(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedASGD(IEnumerable<TorchParameter> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedASGD(parameters, lr, lambd, alpha, t0, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedASGD(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedASGD(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedASGD(parameters, lr, lambd, alpha, t0, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedASGD(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedASGD(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedASGD(parameters, lr, lambd, alpha, t0, weight_decay, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRprop(IEnumerable{TorchParameter}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRprop(IEnumerable<TorchParameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRprop(parameters, lr, etaminus, etaplus, min_step, max_step, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRprop(IEnumerable{ValueTuple{string, TorchParameter}}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRprop(IEnumerable<(string name, TorchParameter parameter)> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRprop(parameters, lr, etaminus, etaplus, min_step, max_step, maximize, non_finite);

        /// <inheritdoc cref="TorchOptimizers.FusedRprop(IEnumerable{TorchSharp.Modules.ParamGroup}, double, double, double, double, double, bool, NonFinitePolicy)"/>
        public static ImpetusOptimizer FusedRprop(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false, NonFinitePolicy non_finite = NonFinitePolicy.Throw) =>
            TorchOptimizers.FusedRprop(parameters, lr, etaminus, etaplus, min_step, max_step, maximize, non_finite);
    }
}
