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
        ILookup<string, Parameter> members = parameters.ToLookup(parameter => GroupOf(parameter, groups).Name);
        bool decays = options.WeightDecay > 0 || groups.Any(group => group.WeightDecay > 0 || (group.Rule ?? options).Rules.Any(rule => rule.Options.WeightDecay > 0));
        LayerOrder layers = new(parameters.Select(parameter => parameter.Name));
        List<ParameterGroup> leaders = [], followers = [];
        foreach (ParameterGroupOptions group in groups)
        {
            OptimizerOptions own = group.Rule ?? options;
            ParameterDivision leading = new(0, layers.Last, IsExempt: false);
            ILookup<ParameterDivision, Parameter> parts = members[group.Name].ToLookup(parameter => ParameterDivision.Of(own, parameter, layers));
            ParameterGroup leader = new(NameOf(leading), group, own.Rules[0].Options.Within(options, decays), own.LearningRate, [.. parts[leading]]);
            leaders.Add(leader);
            foreach (IGrouping<ParameterDivision, Parameter> part in parts.Where(part => part.Key != leading))
            {
                OptimizerOptions rule = own.Rules[part.Key.Rule].Options;
                RateShare share = new(rule.LearningRate * part.Key.Factor(own, layers), own.Rules[0].Options.LearningRate);
                followers.Add(leader.Divide(NameOf(part.Key), rule.Within(options, decays), part.Key, share, [.. part]));
            }

            string NameOf(ParameterDivision division)
            {
                string ruleName = own.Rules[division.Rule].Name;
                string[] names =
                [
                    .. options.Groups.Count > 0 ? (string[])[group.Name] : [],
                    .. ruleName.Length > 0 ? (string[])[ruleName] : [],
                    .. division.Layer < layers.Last ? (string[])[$"layer {division.Layer}"] : [],
                    .. division.IsExempt ? (string[])["no-decay"] : [],
                ];
                return names.Length > 0 ? string.Join(' ', names) : group.Name;
            }
        }

        return new(RequireDifferentNames([.. leaders, .. followers]));
    }

    /// <summary>The index of every parameter's group.</summary>
    internal int[] IndicesOf(ParameterSet parameters)
        => [.. parameters.Select(parameter => Array.FindIndex(_groups, group => group.Parameters.Contains(parameter)))];

    private static ParameterGroup[] RequireDifferentNames(ParameterGroup[] groups)
        => groups.GroupBy(group => group.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ArgumentException($"There are two groups called '{twice.Key}'.")
            : groups;

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
