using System.Runtime.InteropServices;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>One parameter of a module as an optimizer sees it: where it lies, and where its gradient is this time.</summary>
internal sealed unsafe class TrainedParameter : IDisposable
{
    private readonly TorchParameter _parameter;
    private readonly ImpetusOptimizer.Options _options;
    private readonly nint _address;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _isInMemory;
    private Tensor? _own;    // the gradient, where automatic differentiation's cannot be read as it is
    private Tensor? _negated;

    public TrainedParameter(string name, TorchParameter parameter, ImpetusOptimizer.Options options)
    {
        Name = name;
        _parameter = parameter;
        _options = options;
        ScalarType type = parameter.dtype;
        Type = TensorMemory.TypeOf(type) ?? throw new ArgumentException($"'{name}' is in {type}; optimizers step in Float32, Float64 and BFloat16.");
        _shape = parameter.shape;
        _strides = parameter.stride();
        _isInMemory = TensorMemory.IsMemory(parameter) && TensorMemory.IsDense(parameter);
        if (!_isInMemory && Type == ElementType.BFloat16)
        {
            throw new ArgumentException($"'{name}' is in BFloat16 and not dense memory of the process; there, optimizers step in Float32 and Float64.");
        }

        _address = TensorMemory.Address(parameter);
    }

    /// <summary>The name in messages and saved states.</summary>
    public string Name { get; }

    /// <summary>What values and gradients are stored in.</summary>
    public ElementType Type { get; }

    /// <summary>Whether steps run over memory, and not through TorchSharp's operators.</summary>
    public bool IsInMemory => _isInMemory;

    /// <summary>The type of the module that holds it, where it is known.</summary>
    public string? ModuleType { get; init; }

    /// <summary>The parameter of the set that is stepped.</summary>
    public Parameter? Inner
    {
        get;
        set
        {
            field = value;
            field?.ModuleType = ModuleType;
        }
    }

    /// <summary>TorchSharp's parameter.</summary>
    public TorchParameter Tensor => _parameter;

    /// <summary>The gradient that the tensor lane reads.</summary>
    public Tensor Own => _own ??= zeros_like(_parameter).DetachFromDisposeScope();

    /// <summary>The shape in the order of memory: a state that was saved for another order is refused.</summary>
    public long[] ShapeInMemory => _isInMemory
        ? [.. Enumerable.Range(0, _shape.Length).OrderByDescending(i => _shape[i] == 1 ? long.MaxValue : _strides[i]).Select(i => _shape[i])]
        : _shape;

    /// <summary>Adds the parameter to the set that is stepped.</summary>
    public void AddTo(ParameterSet parameters)
    {
        parameters.AddWithoutGradient(Name, _address, (nint)_parameter.numel(), Type, ShapeInMemory);
        Inner = parameters[Name];
    }

    /// <summary>Whether another handle is the same memory, as with tied weights.</summary>
    public bool IsSameMemory(Tensor other) => _address != 0 && TensorMemory.IsMemory(other) && TensorMemory.Address(other) == _address && other.numel() == _parameter.numel();

    /// <exception cref="InvalidOperationException">The parameter was moved, converted, replaced or disposed.</exception>
    public void RequireInPlace()
    {
        if (_parameter.IsInvalid || TensorMemory.Address(_parameter) != _address)
        {
            throw new InvalidOperationException(
                $"Parameter '{Name}' is not what the optimizer was made for: its module was moved or converted (module.to), or the parameter was replaced or disposed. Make the optimizer after that; its state goes over with save_state_dict and load_state_dict.");
        }
    }

    /// <summary>Finds the gradient where it is now. Missing ones and those of frozen parameters are passed over.</summary>
    public void FindGradient()
    {
        nint gradient = TensorMemory.RequiresGradient(_parameter) ? TensorMemory.Gradient(_parameter) : 0;
        Inner!.HasGradient = gradient != 0;
        if (gradient == 0)
        {
            return;
        }

        nint address = _isInMemory && TensorMemory.IsLaidOut(gradient, _shape, _strides, Type) ? TensorMemory.Data(gradient) : 0;
        TensorMemory.Release(gradient);
        if (address != 0 || _parameter.numel() == 0)
        {
            Inner.BindGradient(address);
        }
        else
        {
            CopyGradient();
        }

        if (_options.maximize == true)
        {
            Negate();
        }
    }

    /// <summary>Whether the gradient, if a step would take one, holds neither NaN nor infinity.</summary>
    public bool IsGradientFinite()
    {
        if (!Inner!.HasGradient)
        {
            return true;
        }

        using IDisposable withoutGradient = no_grad();
        using Tensor gradient = _parameter.grad!;
        using Tensor values = (gradient.is_sparse ? Own : gradient).alias();    // sparse rows were copied
        using Tensor sum = values.sum();
        return IsFinite(sum) || IsFinite(values);    // large finite numbers may overflow a sum
    }

    /// <summary>Gives a gradient that <see cref="FindGradient"/> has negated its sign again, to the same bits.</summary>
    public void Restore()
    {
        if (_negated is { } gradient)
        {
            using IDisposable withoutGradient = no_grad();
            gradient.neg_();
            gradient.Dispose();
            _negated = null;
        }
    }

    /// <summary>Sets the gradient to zero where it is.</summary>
    public void ClearGradient()
    {
        RequireInPlace();
        nint gradient = TensorMemory.Gradient(_parameter);
        if (gradient == 0)
        {
            return;
        }

        bool isPlain = _isInMemory && TensorMemory.IsLaidOut(gradient, _shape, _strides, Type);
        if (isPlain)
        {
            NativeMemory.Clear((void*)TensorMemory.Data(gradient), (nuint)(_parameter.numel() * Type.Size));
            TensorMemory.MarkHandleWritten(gradient);
        }

        TensorMemory.Release(gradient);
        if (!isPlain)
        {
            using IDisposable withoutGradient = no_grad();
            using Tensor elsewhere = _parameter.grad!;
            elsewhere.zero_();
        }
    }

    /// <summary>Tells automatic differentiation that the parameter was stepped.</summary>
    public void MarkWritten()
    {
        if (Inner!.HasGradient)
        {
            TensorMemory.MarkWritten(_parameter);
        }
    }

    /// <summary>A tensor of zeros, in the parameter's order of memory.</summary>
    public Tensor NewArray(ScalarType type) => zeros_like(_parameter, dtype: type).DetachFromDisposeScope();

    /// <summary>The memory of a tensor that <see cref="NewArray"/> gave.</summary>
    public static Span<byte> Bytes(Tensor array) => new((void*)TensorMemory.Address(array), checked((int)(array.numel() * array.ElementSize)));

    public void Dispose()
    {
        _own?.Dispose();
        _negated?.Dispose();
    }

    private static bool IsFinite(Tensor values)
    {
        using Tensor each = values.isfinite();
        using Tensor all = each.all();
        return all.item<bool>();
    }

    // Another order of memory, another type, sparse rows, or another device.
    private void CopyGradient()
    {
        using IDisposable withoutGradient = no_grad();
        using Tensor elsewhere = _parameter.grad!;
        if (elsewhere.is_sparse)
        {
            using Tensor dense = elsewhere.to_dense();
            Own.copy_(dense);
        }
        else
        {
            Own.copy_(elsewhere);
        }

        if (_isInMemory)
        {
            Inner!.BindGradient(TensorMemory.Address(Own));
        }
    }

    // A copy is our own; what is not has to be given back as it was.
    private void Negate()
    {
        using IDisposable withoutGradient = no_grad();
        if (_own is not null && (!_isInMemory || (nint)Inner!.GradientStart == TensorMemory.Address(_own)))
        {
            _own.neg_();
        }
        else if (_parameter.grad is { } gradient)
        {
            _negated = gradient.DetachFromDisposeScope();
            _negated.neg_();
        }
    }
}
