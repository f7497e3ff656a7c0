using Impetus.Algebra;

namespace Impetus.Checkpoints;

/// <summary>
/// Everything that an optimizer has to remember, described once. Saving, loading and comparing are derived from it, so no
/// optimizer writes any of them by hand.
/// </summary>
internal sealed unsafe class StateSchema
{
    private readonly List<StateTensor> _tensors = [];
    private readonly List<StateVector> _vectors = [];
    private readonly List<StateOptions> _options = [];
    private readonly List<string> _parts = [];
    private string _prefix = "";

    /// <summary>The arrays, each the size of a parameter.</summary>
    public IReadOnlyList<StateTensor> Tensors => _tensors;

    /// <summary>The short vectors of scalars.</summary>
    public IReadOnlyList<StateVector> Vectors => _vectors;

    /// <summary>The hyper-parameters that may change between steps.</summary>
    public IReadOnlyList<StateOptions> Options => _options;

    /// <summary>What the optimizer is made of; a state fits only an optimizer that is made of the same.</summary>
    public string Composition => string.Join('+', _parts);

    /// <summary>Describes what a wrapper adds, under names of its own.</summary>
    public void Within(string part, Action<StateSchema> describe)
    {
        string outer = _prefix;
        _parts.Add(part);
        _prefix = $"{outer}{part}/";
        describe(this);
        _prefix = outer;
    }

    /// <summary>Adds an array.</summary>
    public void AddTensor(string name, Parameter parameter, void* start)
        => _tensors.Add(new($"{_prefix}{name}/{parameter.Name}", parameter, (nint)start));

    /// <summary>Adds a vector, as it stands, and what puts another in its place.</summary>
    public void AddVector(string name, double[] values, Action<double[]> restore) => _vectors.Add(new(_prefix + name, values, restore));

    /// <summary>Adds hyper-parameters.</summary>
    public void AddOptions(string name, IReadOnlyList<OptionDescription> options) => _options.Add(new(_prefix + name, options));
}

/// <summary>An array of state, the size of a parameter.</summary>
internal sealed record StateTensor(string Name, Parameter Parameter, nint Start)
{
    public string Type => Parameter.ElementType == ElementType.Float64 ? "F64" : "F32";

    public long ByteCount => Parameter.Length * (long)Parameter.ElementType.Size;
}

/// <summary>A vector of scalars.</summary>
internal sealed record StateVector(string Name, double[] Values, Action<double[]> Restore);

/// <summary>Hyper-parameters by key.</summary>
internal sealed record StateOptions(string Name, IReadOnlyList<OptionDescription> Options)
{
    public string Text => string.Join(',', Options.Select(option => $"{option.Key}={option.Value}"));
}
