using Impetus.Algebra;

namespace Impetus;

/// <summary>Parameters of an optimizer that share hyper-parameters. All may change between steps.</summary>
public sealed class ParameterGroup
{
    private readonly List<ParameterGroup> _followers = [];
    private readonly RateShare _share;
    private readonly bool _sharesDecay;

    internal ParameterGroup(string name, ParameterGroupOptions group, OptimizerOptions options, double learningRate, IReadOnlyList<Parameter> parameters)
    {
        Name = name;
        Parameters = parameters;
        Options = options;
        SumsPerTensor = options.SumsPerTensor;
        LearningRate = group.LearningRate ?? learningRate;
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

    private ParameterGroup(ParameterGroup leader, string name, OptimizerOptions options, ParameterDivision division, RateShare share, IReadOnlyList<Parameter> parameters)
    {
        Name = name;
        Parameters = parameters;
        Options = options;
        SumsPerTensor = options.SumsPerTensor;
        IsFollower = true;
        _share = share;
        LearningRate = share.At(leader.LearningRate);
        BaseLearningRate = LearningRate;
        _sharesDecay = !division.IsExempt && options.WeightDecay == leader.Options.WeightDecay;
        WeightDecay = division.IsExempt ? 0 : _sharesDecay ? leader.WeightDecay : options.WeightDecay;
        IsFrozen = leader.IsFrozen;
        (Memory, Scaling) = division.Rule == 0 ? (leader.Memory, leader.Scaling) : (options.MemoryPart with { }, options.ScalingPart with { });
        PreviousLearningRate = double.NaN;
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>The parameters of the group.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>η of the next step, from 0. A <see cref="Schedule"/> overrules it.</summary>
    public double LearningRate
    {
        get;
        set
        {
            field = OptionRange.NonNegative.Require(value, nameof(LearningRate));
            foreach (ParameterGroup follower in _followers)
            {
                follower.LearningRate = follower._share.At(value);
            }
        }
    }

    /// <summary>μ, from 0. An optimizer that was made without any weight decay has no place for it.</summary>
    /// <exception cref="InvalidOperationException">It is to become positive in an optimizer made without weight decay.</exception>
    public double WeightDecay
    {
        get;
        set
        {
            field = value == 0 || Options.Decays
                ? OptionRange.NonNegative.Require(value, nameof(WeightDecay))
                : throw new InvalidOperationException("The optimizer was made without weight decay; give one of its groups a positive WeightDecay when it is made.");
            foreach (ParameterGroup follower in _followers)
            {
                follower.WeightDecay = follower._sharesDecay ? value : follower.WeightDecay;
            }
        }
    }

    /// <summary>η as a function of the step, or null for the rate as it was set last.</summary>
    public Schedule? Schedule { get; set; }

    /// <summary>Whether steps pass over the group.</summary>
    public bool IsFrozen
    {
        get;
        set
        {
            field = value;
            _followers.ForEach(follower => follower.IsFrozen = value);
        }
    }

    /// <summary>The group's own hyper-parameters of the memory.</summary>
    public MemoryOptions Memory { get; }

    /// <summary>The group's own hyper-parameters of the scaling.</summary>
    public ScalingOptions Scaling { get; }

    /// <summary>The options of the rule that moves the group.</summary>
    internal OptimizerOptions Options { get; }

    /// <summary>Whether the group is a part of another one, whose learning rate, decay and freezing it follows.</summary>
    internal bool IsFollower { get; }

    /// <summary>Whether the rule's sums run over each tensor by itself.</summary>
    internal bool SumsPerTensor { get; }

    /// <summary>η that the group was made with, whatever its schedule starts at.</summary>
    internal double BaseLearningRate { get; }

    /// <summary>η of the step before; NaN before the first.</summary>
    internal double PreviousLearningRate { get; set; }

    /// <summary>The hyper-parameters that a saved state holds.</summary>
    internal IReadOnlyList<OptionDescription> Describe()
        => [.. OptionDescription.OfPart(new Rates(this)), .. OptionDescription.OfParts(Memory, Scaling)];

    /// <summary>Makes a group of those of the parameters that another rule moves, that do not decay, or that lie in another layer.</summary>
    internal ParameterGroup Divide(string name, OptimizerOptions options, ParameterDivision division, RateShare share, IReadOnlyList<Parameter> parameters)
    {
        ParameterGroup follower = new(this, name, options, division, share, parameters);
        _followers.Add(follower);
        return follower;
    }

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
