namespace Impetus.Torch.Modules;

#pragma warning disable CA1716 // "module" is the term of the field

/// <summary>
/// A part of a network: named parameters, named buffers and child modules, and a forward pass. Names are dotted paths
/// such as <c>0.weight</c>, the same as PyTorch's for the same architecture.
/// </summary>
public abstract class Module : IDisposable
{
    private readonly List<ModuleTensor> _tensors = [];
    private readonly List<(string Name, Module Module)> _children = [];

    /// <summary>Whether the module trains (the default) or evaluates: dropout and batch normalisation differ.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The child modules with their names, in the order of their registration.</summary>
    public IReadOnlyList<(string Name, Module Module)> Children => _children;

    /// <summary>The parameters of this module and its children with their full names, in a fixed order.</summary>
    public IReadOnlyList<NamedTensor> Parameters => [.. AllTensors().Where(static named => named.Tensor.IsParameter)];

    /// <summary>The buffers of this module and its children with their full names, in a fixed order.</summary>
    public IReadOnlyList<NamedTensor> Buffers => [.. AllTensors().Where(static named => !named.Tensor.IsParameter)];

    /// <summary>The number of trained coordinates.</summary>
    public long ParameterCount => Parameters.Sum(static named => named.Tensor.ElementCount);

    /// <summary>Applies the module to a batch.</summary>
    /// <exception cref="NotSupportedException">The module takes more than one input; its own method says which.</exception>
    public virtual Tensor Forward(Tensor input) =>
        throw new NotSupportedException($"{GetType().Name} takes more than one input: call its own method.");

    /// <summary>
    /// Draws the initial values of all parameters and resets all buffers, in place. The values of a parameter depend only
    /// on the seed and on its full name.
    /// </summary>
    public void Initialize(ulong seed)
    {
        foreach ((string name, ModuleTensor tensor) in AllTensors())
        {
            tensor.Initialize(seed, name);
        }
    }

    /// <summary>Switches this module and its children to training.</summary>
    public void Train() => SetTraining(true);

    /// <summary>Switches this module and its children to evaluation.</summary>
    public void Evaluate() => SetTraining(false);

    /// <summary>Converts the values of all parameters and buffers to another floating-point type; gradients are dropped.</summary>
    /// <param name="type"><see cref="ScalarType.Float32"/> or <see cref="ScalarType.Float64"/>.</param>
    public void ConvertTo(ScalarType type)
    {
        foreach ((_, ModuleTensor tensor) in AllTensors())
        {
            using Tensor detached = tensor.Value.Detach();
            using Tensor converted = detached.To(type);
            tensor.Replace(converted.Clone());
        }
    }

    /// <summary>Disposes all parameters, buffers and children.</summary>
    public void Dispose()
    {
        foreach ((_, ModuleTensor tensor) in AllTensors())
        {
            tensor.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Declares a trained tensor.</summary>
    protected ModuleTensor Parameter(string name, long[] shape, Initializer initializer) =>
        Register(new ModuleTensor(name, isParameter: true, shape, initializer));

    /// <summary>Declares a tensor that is part of the state but not trained.</summary>
    protected ModuleTensor Buffer(string name, long[] shape, double initialValue) =>
        Register(new ModuleTensor(name, isParameter: false, shape, Initializers.Constant(initialValue)));

    /// <summary>Declares a child.</summary>
    /// <exception cref="ArgumentException">There is a child or tensor of this name, or the name has a dot.</exception>
    protected TModule Child<TModule>(string name, TModule module)
        where TModule : Module
    {
        ThrowIfNameIsRefused(name);
        _children.Add((name, module));
        return module;
    }

    private ModuleTensor Register(ModuleTensor tensor)
    {
        ThrowIfNameIsRefused(tensor.Name);
        _tensors.Add(tensor);
        return tensor;
    }

    private void ThrowIfNameIsRefused(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' cannot name a part of a module: it must have a letter and no dot.", nameof(name));
        }
        if (_tensors.Any(tensor => tensor.Name == name) || _children.Any(child => child.Name == name))
        {
            throw new ArgumentException($"The module has a part named '{name}' already.", nameof(name));
        }
    }

    // A tensor that is reached by two names (tied weights) counts once, under the first.
    private IEnumerable<NamedTensor> AllTensors() =>
        TensorsBelow("").DistinctBy(static named => named.Tensor);

    private IEnumerable<NamedTensor> TensorsBelow(string prefix) =>
        _tensors.Select(tensor => new NamedTensor(prefix + tensor.Name, tensor))
            .Concat(_children.SelectMany(child => child.Module.TensorsBelow($"{prefix}{child.Name}.")));

    private void SetTraining(bool isTraining)
    {
        IsTraining = isTraining;
        foreach ((_, Module child) in _children)
        {
            child.SetTraining(isTraining);
        }
    }
}
