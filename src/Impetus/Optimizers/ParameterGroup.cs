using Impetus.Algebra;

namespace Impetus;

/// <summary>Parameters of an optimizer that share hyper-parameters. All may change between steps.</summary>
public sealed class ParameterGroup
{
    internal ParameterGroup(ParameterGroupOptions group, OptimizerOptions options, IReadOnlyList<Parameter> parameters)
    {
        Name = group.Name;
        Parameters = parameters;
        Options = options;
        SumsPerTensor = options.SumsPerTensor;
        LearningRate = group.LearningRate ?? options.LearningRate;
        WeightDecay = group.WeightDecay ?? options.WeightDecay;
        Schedule = group.Schedule;
        BaseLearningRate = LearningRate;
        IsFrozen = group.IsFrozen;
        Memory = Own(group.Memory, options.MemoryPart);
        Memory.Validate();
        Scaling = Own(group.Scaling, options.ScalingPart);
        Scaling.Validate();
        PreviousLearningRate = double.NaN;
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>The parameters of the group.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>η of the next step, from 0. A <see cref="Schedule"/> overrules it.</summary>
    public double LearningRate { get; set => field = OptionRange.NonNegative.Require(value, nameof(LearningRate)); }

    /// <summary>μ, from 0. An optimizer that was made without any weight decay has no place for it.</summary>
    /// <exception cref="InvalidOperationException">It is to become positive in an optimizer made without weight decay.</exception>
    public double WeightDecay
    {
        get;
        set => field = value == 0 || Options.Decays
            ? OptionRange.NonNegative.Require(value, nameof(WeightDecay))
            : throw new InvalidOperationException("The optimizer was made without weight decay; give one of its groups a positive WeightDecay when it is made.");
    }

    /// <summary>η as a function of the step, or null for the rate as it was set last.</summary>
    public Schedule? Schedule { get; set; }

    /// <summary>Whether steps pass over the group.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The group's own hyper-parameters of the memory.</summary>
    public MemoryOptions Memory { get; }

    /// <summary>The group's own hyper-parameters of the scaling.</summary>
    public ScalingOptions Scaling { get; }

    /// <summary>The options of the rule that moves the group.</summary>
    internal OptimizerOptions Options { get; }

    /// <summary>Whether the rule's sums run over each tensor by itself.</summary>
    internal bool SumsPerTensor { get; }

    /// <summary>η that the group was made with, whatever its schedule starts at.</summary>
    internal double BaseLearningRate { get; }

    /// <summary>η of the step before; NaN before the first.</summary>
    internal double PreviousLearningRate { get; set; }

    /// <summary>The hyper-parameters that a saved state holds.</summary>
    internal IReadOnlyList<OptionDescription> Describe()
        => [.. OptionDescription.OfPart(new Rates(this)), .. OptionDescription.OfParts(Memory, Scaling)];

    /// <summary>A copy, so that neither groups nor later optimizers share a record that may change.</summary>
    private TOptions Own<TOptions>(TOptions? given, TOptions common)
        where TOptions : PartOptions
        => given is null || given.GetType() == common.GetType()
            ? (given ?? common) with { }
            : throw new ArgumentException($"Group '{Name}' has {given.GetType()}, but the optimizer has {common.GetType()}: give the group a Rule of its own, or options of the optimizer's parts.");

    /// <summary>The group's learning rate and weight decay, as options by name.</summary>
    private sealed record Rates(ParameterGroup Group) : PartOptions
    {
        [Option("lr", OptionRange.NonNegative, "η, the learning rate")]
        public double LearningRate { get => Group.LearningRate; set => Group.LearningRate = value; }

        [Option("weight-decay", OptionRange.NonNegative, "μ, the weight decay")]
        public double WeightDecay { get => Group.WeightDecay; set => Group.WeightDecay = value; }
    }
}
