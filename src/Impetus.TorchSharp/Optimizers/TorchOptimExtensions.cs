using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>The optimizers of Impetus as members of <c>torch.optim</c>, in C# 14: <c>torch.optim.AdaTAMW(model.parameters())</c>.</summary>
public static partial class TorchOptimExtensions
{
    extension(optim)
    {
        /// <inheritdoc cref="TorchOptimizers.Impetus(string, IEnumerable{TorchParameter}, bool)"/>
        public static ImpetusOptimizer Impetus(string specification, IEnumerable<TorchParameter> parameters, bool maximize = false) =>
            TorchOptimizers.Impetus(specification, parameters, maximize);

        /// <inheritdoc cref="TorchOptimizers.Impetus(string, IEnumerable{ValueTuple{string, TorchParameter}}, bool)"/>
        public static ImpetusOptimizer Impetus(string specification, IEnumerable<(string name, TorchParameter parameter)> parameters, bool maximize = false) =>
            TorchOptimizers.Impetus(specification, parameters, maximize);

        /// <inheritdoc cref="TorchOptimizers.Impetus(string, IEnumerable{TorchSharp.Modules.ParamGroup}, bool)"/>
        public static ImpetusOptimizer Impetus(string specification, IEnumerable<TorchSharp.Modules.ParamGroup> parameters, bool maximize = false) =>
            TorchOptimizers.Impetus(specification, parameters, maximize);

        /// <inheritdoc cref="TorchOptimizers.Impetus(string, nn.Module, bool)"/>
        public static ImpetusOptimizer Impetus(string specification, nn.Module module, bool maximize = false) =>
            TorchOptimizers.Impetus(specification, module, maximize);
    }
}
