using Impetus.Algebra;

namespace Impetus;

/// <summary>What sets a group of parameters apart from the others. What is null is as in the optimizer's options.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Patterns">Which parameters belong to it: names, in which * stands for any characters and ? for one.</param>
public sealed record ParameterGroupOptions(string Name, params IReadOnlyList<string> Patterns)
{
    /// <summary>η of the group.</summary>
    public double? LearningRate { get; init; }

    /// <summary>μ of the group.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>η of the group as a function of the step.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>
    /// The rule that moves the group, instead of the optimizer's: its parts, η, μ, decay mode and scope. Clipping and the
    /// policy about gradients that are not finite are the optimizer's, for all groups.
    /// </summary>
    public OptimizerOptions? Rule { get; init; }

    /// <summary>Whether steps pass over the group.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Hyper-parameters of the memory; of the optimizer's own memory, not of another.</summary>
    public MemoryOptions? Memory { get; init; }

    /// <summary>Hyper-parameters of the scaling; of the optimizer's own scaling, not of another.</summary>
    public ScalingOptions? Scaling { get; init; }

    /// <summary>Refuses a rule that asks for what only the whole optimizer can have.</summary>
    internal void RefuseRule()
    {
        if (Rule is { ClipNorm: not null } or { ClipValue: not null } or { Groups.Count: > 0 })
        {
            throw new ArgumentException($"The rule of group '{Name}' has clipping or groups of its own: set those of the optimizer, which hold for all groups.");
        }

        Rule?.Validate();
    }
}
