namespace Impetus.Torch.Modules;

/// <summary>
/// A named tensor of a <see cref="Module"/>: a parameter, which is trained, or a buffer, which is not (running
/// statistics). It has no value until the module is initialised.
/// </summary>
public sealed class ModuleTensor
{
    private readonly Initializer _initializer;
    private readonly long[] _shape;
    private Tensor? _value;

    internal ModuleTensor(string name, bool isParameter, long[] shape, Initializer initializer)
    {
        Name = name;
        IsParameter = isParameter;
        _shape = shape;
        _initializer = initializer;
    }

    /// <summary>The name within its module, for example <c>weight</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is trained.</summary>
    public bool IsParameter { get; }

    /// <summary>The length of every dimension.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>The number of elements.</summary>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (long length in _shape)
            {
                count *= length;
            }
            return count;
        }
    }

    /// <summary>The values. The tensor can be replaced by another over other memory, so do not store it.</summary>
    /// <exception cref="InvalidOperationException">The module has not been initialised.</exception>
    public Tensor Value =>
        _value ?? throw new InvalidOperationException($"'{Name}' has no values yet: call Initialize(seed) on the model.");

    /// <summary>Draws new values in place; the name makes the stream of random numbers.</summary>
    internal void Initialize(ulong seed, string fullName)
    {
        _value ??= NewValue();
        RandomSequence random = new(seed, fullName);
        if (_value.ScalarType == ScalarType.Float64)
        {
            foreach (ref double element in _value.Span<double>())
            {
                element = _initializer(random);
            }
        }
        else
        {
            foreach (ref float element in _value.Span<float>())
            {
                element = (float)_initializer(random);
            }
        }
        _value.MarkWritten();
    }

    /// <summary>Puts another tensor in the place of the value, which is disposed.</summary>
    internal void Replace(Tensor value)
    {
        _value?.Dispose();
        _value = value.KeepOutOfScopes();
        _value.RequiresGradient = IsParameter;
    }

    internal void Dispose()
    {
        _value?.Dispose();
        _value = null;
    }

    private Tensor NewValue()
    {
        Tensor value = Tensor.Empty(_shape).KeepOutOfScopes();
        value.RequiresGradient = IsParameter;
        return value;
    }
}
