using Impetus.Algebra;
using Impetus.Wrappers;

namespace Impetus.Torch;

/// <summary>What kind of optimizer to make, and the hyper-parameters that its groups start from.</summary>
internal sealed class OptimizerRule
{
    private readonly Func<OptimizerOptions> _options;
    private readonly Func<ParameterSet, Action<OptimizerOptions>, Optimizer> _create;

    private OptimizerRule(string name, Func<OptimizerOptions> options, Func<ParameterSet, Action<OptimizerOptions>, Optimizer> create) => (Name, _options, _create) = (name, options, create);

    /// <summary>The optimizer's name in messages.</summary>
    public string Name { get; }

    /// <summary>The same rule with a momentum, for one that needs none as long as the momentum of every group is 0.</summary>
    public OptimizerRule? WithMomentum { get; private init; }

    /// <summary>The rule of a record of options.</summary>
    /// <param name="name">The optimizer's name in messages.</param>
    /// <param name="options">Makes the record anew.</param>
    /// <param name="withMomentum">Makes the record of the same rule with a momentum, where the first has none.</param>
    public static OptimizerRule Of(string name, Func<OptimizerOptions> options, Func<OptimizerOptions>? withMomentum = null) => new(name, options, (parameters, configure) =>
    {
        OptimizerOptions own = options();
        configure(own);
        return Impetus.Optimizers.Create(parameters, own);
    })
    {
        WithMomentum = withMomentum is null ? null : Of(name, withMomentum),
    };

    /// <summary>The rule of a record of options, with a wrapper around it.</summary>
    public static OptimizerRule Of(string name, Func<OptimizerOptions> options, WrapperOptions wrapper) => new(name, options, (parameters, configure) =>
    {
        OptimizerOptions own = options();
        configure(own);
        return parameters.ElementType == ElementType.BFloat16
            ? new MasterWeights(parameters, masters => wrapper.Wrap(Impetus.Optimizers.Create(masters, own)))
            : wrapper.Wrap(Impetus.Optimizers.Create(parameters, own));
    });

    /// <summary>The rule of a specification.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static OptimizerRule Parse(string specification)
    {
        OptimizerSpecification parsed = OptimizerSpecification.Parse(specification);
        return new(specification, parsed.Options, (parameters, configure) => parsed.Create(parameters, configure));
    }

    /// <summary>The hyper-parameters of a group that names none.</summary>
    public ImpetusOptimizer.Options Defaults()
    {
        if (WithMomentum is not null)
        {
            return WithMomentum.Defaults();
        }

        OptimizerOptions options = _options();
        GroupOptions.Values values = GroupOptions.ValuesOf(options.MemoryPart, options.ScalingPart);
        return new()
        {
            LearningRate = options.LearningRate,
            InitialLearningRate = options.LearningRate,
            weight_decay = options.WeightDecay,
            beta1 = values.Coefficient?.Number,
            beta2 = values.SecondCoefficient?.Number,
            eps = values.Epsilon?.Number,
            maximize = false,
        };
    }

    /// <summary>Makes the optimizer of a set of parameters.</summary>
    public Optimizer Create(ParameterSet parameters, IReadOnlyList<(ImpetusOptimizer.Options Options, HashSet<string> Names)> groups, int threads) => _create(parameters, options =>
    {
        options.Threads = threads;
        options.Groups = [.. groups.Select((group, index) => Group($"group {index}", group.Options, group.Names, options))];
    });

    private static ParameterGroupOptions Group(string name, ImpetusOptimizer.Options group, HashSet<string> parameters, OptimizerOptions options)
    {
        MemoryOptions memory = options.MemoryPart with { };
        ScalingOptions scaling = options.ScalingPart with { };
        GroupOptions.Set(group, memory, scaling);
        return new ParameterGroupOptions(name, [.. parameters])
        {
            LearningRate = group.LearningRate,
            WeightDecay = group.weight_decay,
            Memory = memory,
            Scaling = scaling,
        };
    }
}
