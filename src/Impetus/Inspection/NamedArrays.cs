using Impetus.Checkpoints;

namespace Impetus.Inspection;

/// <summary>The arrays of an optimizer's state, by the name that the part which keeps them gave them.</summary>
internal sealed class NamedArrays
{
    private readonly Dictionary<string, StateTensor[]> _arrays;

    /// <summary>The arrays of a rule, a wrapper's not among them.</summary>
    /// <exception cref="ObjectDisposedException">The rule was disposed.</exception>
    public NamedArrays(Optimizer rule)
    {
        StateSchema schema = new();
        rule.Describe(schema);
        _arrays = schema.Tensors.GroupBy(tensor => tensor.Array).ToDictionary(array => array.Key, array => array.ToArray());
    }

    /// <summary>The array's tensors, in the order of the parameters; empty if there is no such array.</summary>
    public IReadOnlyList<StateTensor> this[string name] => _arrays.GetValueOrDefault(name, []);
}
