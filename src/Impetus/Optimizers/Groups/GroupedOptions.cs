using Impetus.Algebra;

namespace Impetus;

/// <summary>
/// Different rules for different parameters in one optimizer, with one state, one schedule and one telemetry: each parameter is moved by
/// the rule of the first group that chooses it. η is that of the first group; the others follow it in the ratio in which they were made.
/// </summary>
/// <example>
/// As a specification <c>groups(rank=2:(muon:lr=0.02),else:(adamw:lr=1e-3)):clip-norm=1</c>.
/// </example>
public sealed record GroupedOptions : OptimizerOptions
{
    /// <summary>The name in specifications.</summary>
    internal const string Name = "groups";

    /// <summary>The options that hold for all groups.</summary>
    private static readonly string[] Common = ["lr", "clip-norm", "clip-value", "non-finite", "rounding", "no-decay", "layer-decay"];

    private readonly (ParameterSelector Selector, OptimizerOptions Options)[] _groups;

    /// <summary>Rules for groups of parameters, in the order in which they are asked.</summary>
    /// <exception cref="ArgumentException">There are none, or the first one's learning rate is 0, which none could follow.</exception>
    public GroupedOptions(params IReadOnlyList<(ParameterSelector Selector, OptimizerOptions Options)> groups)
    {
        _groups = [.. groups];
        if (_groups.Length == 0)
        {
            throw new ArgumentException("There are no groups: name at least one.", nameof(groups));
        }

        // What asks the whole optimizer, as TorchSharp's groups do, hears of the first group.
        (LearningRate, WeightDecay, DecayMode) = (_groups[0].Options.LearningRate, _groups[0].Options.WeightDecay, _groups[0].Options.DecayMode);
        if (LearningRate == 0)
        {
            throw new ArgumentException("The learning rate of the first group is 0, and the others follow it in proportion: put another group first.", nameof(groups));
        }
    }

    /// <inheritdoc/>
    public override MemoryOptions MemoryPart => _groups[0].Options.MemoryPart;

    /// <inheritdoc/>
    public override ScalingOptions ScalingPart => _groups[0].Options.ScalingPart;

    /// <inheritdoc/>
    public override string Composition => $"{Name}({string.Join(',', _groups.Select(group => $"{group.Selector}:{group.Options.Composition}"))})";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Rule => [.. _groups.SelectMany(group => group.Options.Rule.Select(line => $"{group.Selector}: {line}"))];

    /// <summary>The options of a specification that stand behind all groups.</summary>
    internal IReadOnlyList<OptionDescription> Described => [.. OptionDescription.OfPart(this).Where(option => Common.Contains(option.Key))];

    internal override IReadOnlyList<NamedRule> Rules
        => [.. _groups.SelectMany(group => group.Options.Rules.Select(rule => rule with { Name = $"{group.Selector} {rule.Name}".TrimEnd() }))];

    internal override bool TakesMask => false;

    internal override int RuleOf(Parameter parameter)
    {
        int first = 0;
        foreach ((ParameterSelector selector, OptimizerOptions options) in _groups)
        {
            if (selector.Matches(parameter))
            {
                return first + options.RuleOf(parameter);
            }

            first += options.Rules.Count;
        }

        return -1;
    }
}
