using System.Collections;
using Impetus.Distributed;
using Impetus.Kernels;

namespace Impetus;

/// <summary>
/// The tensors that an optimizer trains: any memory, seen in place and never copied. All have one element type.
/// </summary>
/// <example>
/// <code>using ParameterSet parameters = new() { { "weight", weight, weightGradient }, { "bias", bias, biasGradient } };</code>
/// </example>
/// <remarks>Managed arrays stay pinned until the set is disposed; native memory must outlive the set.</remarks>
public sealed unsafe partial class ParameterSet : IReadOnlyList<Parameter>, IDisposable
{
    private readonly List<Parameter> _parameters = [];
    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);
    private readonly List<PinnedPair> _pinned = [];
    private bool _isBound;

    /// <summary>How many parameters there are.</summary>
    public int Count => _parameters.Count;

    /// <summary>How many coordinates all parameters have together.</summary>
    public long CoordinateCount => _parameters.Sum(parameter => (long)parameter.Length);

    /// <summary>What all parameters are stored in; single precision for an empty set.</summary>
    public ElementType ElementType => Count == 0 ? ElementType.Float32 : _parameters[0].ElementType;

    /// <summary>What carries out steps on parameters outside the memory of the process; null for parameters within.</summary>
    internal IDevice? Device { get; init; }

    /// <summary>Which part of every step is this process's, where several share it out; null for all of it.</summary>
    internal Shard? Shard { get; private set; }

    /// <summary>Where all parameters lie one behind the other; null if each may lie anywhere.</summary>
    internal FlatMemory? Flat { get; init; }

    /// <inheritdoc/>
    public Parameter this[int index] => _parameters[index];

    /// <summary>The parameter of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parameter this[string name] => _byName.TryGetValue(name, out Parameter? parameter)
        ? parameter
        : throw new KeyNotFoundException($"There is no parameter '{name}'. There are: {string.Join(", ", _byName.Keys)}.");

    /// <summary>Adds a parameter in single precision.</summary>
    /// <param name="name">A name that no other parameter has.</param>
    /// <param name="value">θ; changed in place by every step.</param>
    /// <param name="gradient">g, of the same length; read by every step.</param>
    /// <param name="shape">The tensor's shape; without one, a vector.</param>
    /// <exception cref="ArgumentException">The name is taken, or lengths, shape or element type do not fit.</exception>
    public void Add(string name, Memory<float> value, Memory<float> gradient, params ReadOnlySpan<long> shape)
        => Pin(name, value, gradient, ElementType.Float32, shape);

    /// <summary>Adds a vector in single precision, or a scalar.</summary>
    /// <param name="name">A name that no other parameter has.</param>
    /// <param name="value">θ; changed in place by every step.</param>
    /// <param name="gradient">g, of the same length; read by every step.</param>
    /// <exception cref="ArgumentException">The name is taken, or lengths or element type do not fit.</exception>
    public void Add(string name, Memory<float> value, Memory<float> gradient) => Pin(name, value, gradient, ElementType.Float32, []);

    /// <summary>Adds a vector in double precision, or a scalar.</summary>
    /// <inheritdoc cref="Add(string, Memory{float}, Memory{float})"/>
    public void Add(string name, Memory<double> value, Memory<double> gradient) => Pin(name, value, gradient, ElementType.Float64, []);

    /// <summary>Adds a parameter in double precision; see the other overload.</summary>
    /// <inheritdoc cref="Add(string, Memory{float}, Memory{float}, ReadOnlySpan{long})"/>
    public void Add(string name, Memory<double> value, Memory<double> gradient, params ReadOnlySpan<long> shape)
        => Pin(name, value, gradient, ElementType.Float64, shape);

    /// <summary>Adds a parameter in native memory, which must stay where it is as long as the set is in use.</summary>
    /// <param name="name">A name that no other parameter has.</param>
    /// <param name="value">The address of θ; changed in place by every step.</param>
    /// <param name="gradient">The address of g; read by every step.</param>
    /// <param name="length">How many coordinates there are, from 0.</param>
    /// <param name="type">What both are stored in.</param>
    /// <param name="shape">The tensor's shape; without one, a vector.</param>
    /// <exception cref="ArgumentException">The name is taken, an address is null, or lengths, shape or element type do not fit.</exception>
    public void Add(string name, nint value, nint gradient, nint length, ElementType type, params ReadOnlySpan<long> shape)
    {
        if (length > 0 && (value == 0 || gradient == 0))
        {
            throw new ArgumentException($"'{name}' has {length} coordinates, but no address.", nameof(value));
        }

        Insert(name, (void*)value, (void*)gradient, length, type, shape);
    }

    /// <summary>Adds a vector in native memory, or a scalar; it must stay where it is as long as the set is in use.</summary>
    /// <param name="name">A name that no other parameter has.</param>
    /// <param name="value">The address of θ; changed in place by every step.</param>
    /// <param name="gradient">The address of g; read by every step.</param>
    /// <param name="length">How many coordinates there are, from 0.</param>
    /// <param name="type">What both are stored in.</param>
    /// <exception cref="ArgumentException">The name is taken, an address is null, or the element type does not fit.</exception>
    public void Add(string name, nint value, nint gradient, nint length, ElementType type) => Add(name, value, gradient, length, type, []);

    /// <summary>
    /// Adds a parameter in native memory whose gradient is not there yet: steps pass over it until <see cref="Parameter.BindGradient(nint)"/>
    /// was called and <see cref="Parameter.HasGradient"/> set.
    /// </summary>
    internal void AddWithoutGradient(string name, nint value, nint length, ElementType type, ReadOnlySpan<long> shape)
    {
        Insert(name, (void*)value, null, length, type, shape);
        this[name].HasGradient = false;
    }

    /// <summary>Adds a parameter of the <see cref="Device"/>, which alone knows where it lies.</summary>
    internal void AddOnDevice(string name, nint length, ElementType type, ReadOnlySpan<long> shape) => Insert(name, null, null, length, type, shape);

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets go of pinned arrays. Optimizers of this set must not step afterwards.</summary>
    public void Dispose()
    {
        foreach (PinnedPair pair in _pinned)
        {
            pair.Dispose();
        }

        _pinned.Clear();
        Shard?.Exchange.Dispose();
        _parameters.ForEach(static parameter => parameter.Unpin());
    }

    /// <summary>
    /// Divides every step of an optimizer of this set among processes: each keeps the state of its part of the coordinates and moves it,
    /// and all have all values after the step (ZeRO-1). Steps have the same bits as undivided ones. Call it after the last
    /// <see cref="Add(string, Memory{float}, Memory{float})"/> and before an optimizer is made, in all processes.
    /// </summary>
    /// <param name="processes">The processes.</param>
    /// <exception cref="InvalidOperationException">An optimizer trains the set already, or it has been divided.</exception>
    /// <exception cref="NotSupportedException">The parameters are stored in bfloat16, or lie on a device.</exception>
    public void ShardAmong(IProcessGroup processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        if (_isBound)
        {
            throw new InvalidOperationException("The state is divided when an optimizer is made, and there is one already: divide the set before.");
        }

        if (Device is not null || ElementType == ElementType.BFloat16)
        {
            throw new NotSupportedException("The state of parameters in bfloat16, or on a device, cannot be divided among processes: leave that out.");
        }

        Bind();
        Shard = processes.Size > 1 ? ShardExchange.Divide(this, processes) : null;
    }

    /// <summary>Fills in the values that other processes have moved, where a step is divided among processes.</summary>
    internal void ShareValues() => Shard?.Exchange.ShareValues();

    /// <summary>From now on an optimizer's state has the shape of this set.</summary>
    internal void Bind() => _isBound = true;
}

/// <summary>Two stretches of memory that hold all parameters of a set, in their order: values at one place, gradients at the same place of the other.</summary>
/// <param name="Values">Where the values begin.</param>
/// <param name="Gradients">Where the gradients begin.</param>
internal sealed record FlatMemory(nint Values, nint Gradients);
