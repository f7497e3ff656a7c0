using System.Collections;
using System.IO.Enumeration;

namespace Impetus;

/// <summary>The parameter groups of an optimizer, by name or in order.</summary>
public sealed class ParameterGroupList : IReadOnlyList<ParameterGroup>
{
    private const string DefaultName = "default";

    private readonly ParameterGroup[] _groups;

    private ParameterGroupList(ParameterGroup[] groups) => _groups = groups;

    /// <inheritdoc/>
    public int Count => _groups.Length;

    /// <inheritdoc/>
    public ParameterGroup this[int index] => _groups[index];

    /// <summary>The group of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ParameterGroup this[string name] => Array.Find(_groups, group => group.Name == name)
        ?? throw new KeyNotFoundException($"There is no group '{name}'. There are: {string.Join(", ", _groups.Select(group => group.Name))}.");

    /// <inheritdoc/>
    public IEnumerator<ParameterGroup> GetEnumerator() => ((IEnumerable<ParameterGroup>)_groups).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Assigns every parameter to the one group whose patterns match it.</summary>
    /// <exception cref="ArgumentException">A parameter matches no group or two, or a name is used twice.</exception>
    internal static ParameterGroupList Assign(OptimizerOptions options, ParameterSet parameters)
    {
        IReadOnlyList<ParameterGroupOptions> groups = options.Groups.Count > 0 ? options.Groups : [new(DefaultName, "*")];
        if (groups.GroupBy(group => group.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"There are two groups called '{twice.Key}'.");
        }

        ILookup<string, Parameter> members = parameters.ToLookup(parameter => GroupOf(parameter, groups).Name);
        bool decays = options.WeightDecay > 0 || groups.Any(group => group.WeightDecay > 0 || group.Rule?.WeightDecay > 0);
        return new([.. groups.Select(group => new ParameterGroup(group, (group.Rule ?? options).Within(options, decays), [.. members[group.Name]]))]);
    }

    /// <summary>The index of every parameter's group.</summary>
    internal int[] IndicesOf(ParameterSet parameters)
        => [.. parameters.Select(parameter => Array.FindIndex(_groups, group => group.Parameters.Contains(parameter)))];

    private static ParameterGroupOptions GroupOf(Parameter parameter, IReadOnlyList<ParameterGroupOptions> groups)
    {
        ParameterGroupOptions[] matches = [.. groups.Where(group => group.Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, parameter.Name, ignoreCase: false)))];
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw new ArgumentException($"Parameter '{parameter.Name}' belongs to no group: add a pattern that matches it to one of them."),
            _ => throw new ArgumentException($"Parameter '{parameter.Name}' belongs to groups '{matches[0].Name}' and '{matches[1].Name}': make their patterns exclude each other."),
        };
    }
}
