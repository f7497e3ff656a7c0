using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>
/// The optimizers of Impetus for TorchSharp, as static methods: <c>using static Impetus.Torch.TorchOptimizers;</c>. In C# 14 they are
/// members of <c>torch.optim</c> as well.
/// </summary>
public static partial class TorchOptimizers
{
    /// <summary>The optimizer that a specification names, with wrappers if it has any.</summary>
    /// <param name="specification">For example <c>sam(rho=0.05)+adam-cm:lr=1e-3,capacity=20</c>; <see cref="OptimizerSpecification"/> has the grammar.</param>
    /// <param name="parameters">The parameters, as <c>parameters()</c> gives them.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    /// <exception cref="FormatException">The specification cannot be read; the message says why.</exception>
    public static ImpetusOptimizer Impetus(string specification, IEnumerable<TorchParameter> parameters, bool maximize = false) =>
        Make(parameters, OptimizerRule.Parse(specification), maximize);

    /// <inheritdoc cref="Impetus(string, IEnumerable{TorchParameter}, bool)"/>
    /// <param name="specification">For example <c>sam(rho=0.05)+adam-cm:lr=1e-3,capacity=20</c>; <see cref="OptimizerSpecification"/> has the grammar.</param>
    /// <param name="parameters">Names and parameters, as <c>named_parameters()</c> gives them: messages and saved states then use the model's names.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    public static ImpetusOptimizer Impetus(string specification, IEnumerable<(string name, TorchParameter parameter)> parameters, bool maximize = false) =>
        Make(parameters, OptimizerRule.Parse(specification), maximize);

    /// <inheritdoc cref="Impetus(string, IEnumerable{TorchParameter}, bool)"/>
    /// <param name="specification">For example <c>sam(rho=0.05)+adam-cm:lr=1e-3,capacity=20</c>; <see cref="OptimizerSpecification"/> has the grammar.</param>
    /// <param name="parameters">Groups, of ours or of TorchSharp.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    public static ImpetusOptimizer Impetus(string specification, IEnumerable<TorchSharp.Modules.ParamGroup> parameters, bool maximize = false) =>
        Make(parameters, OptimizerRule.Parse(specification), maximize);

    /// <inheritdoc cref="Impetus(string, IEnumerable{TorchParameter}, bool)"/>
    /// <param name="specification">For example <c>groups(type=Linear:(muon),else:(adamw))</c>; <see cref="OptimizerSpecification"/> has the grammar.</param>
    /// <param name="module">The network: groups may then go by the types of its modules.</param>
    /// <param name="maximize">Whether steps go up instead of down.</param>
    public static ImpetusOptimizer Impetus(string specification, nn.Module module, bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new(OptimizerRule.Parse(specification), [new ImpetusOptimizer.ParamGroup(module.named_parameters()) { ModuleTypes = ModuleTypes.Of(module) }], maximize);
    }

    private static ImpetusOptimizer Make(IEnumerable<TorchParameter> parameters, OptimizerRule rule, bool maximize) =>
        new(rule, [new ImpetusOptimizer.ParamGroup(parameters)], maximize);

    private static ImpetusOptimizer Make(IEnumerable<(string name, TorchParameter parameter)> parameters, OptimizerRule rule, bool maximize) =>
        new(rule, [new ImpetusOptimizer.ParamGroup(parameters)], maximize);

    private static ImpetusOptimizer Make(IEnumerable<TorchSharp.Modules.ParamGroup> parameters, OptimizerRule rule, bool maximize) =>
        new(rule, parameters.Select(ImpetusOptimizer.ParamGroup.From), maximize);
}
