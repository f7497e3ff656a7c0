using System.Runtime.InteropServices;
using Impetus.Torch.Modules;

namespace Impetus.Torch;

/// <summary>
/// Lays the parameters of a model out in one native block and their gradients in a second one. The model's tensors and
/// their gradients become views of these blocks, so that a backward pass accumulates straight into the gradient block and
/// an optimizer reads and writes both without a copy. Every tensor starts at a cache line; the gaps are zero and stay so.
/// </summary>
/// <remarks>
/// The memory lives as long as the model's tensors or the arena do, whichever is longer. Whoever holds its addresses (a
/// parameter set) must keep the arena.
/// </remarks>
public sealed unsafe partial class ParameterArena : IDisposable
{
    private readonly NativeBlock _values;
    private readonly NativeBlock _gradients;
    private readonly ModuleTensor[] _tensors;

    /// <summary>Moves an initialised model's parameters, with their present values, into a new arena.</summary>
    /// <param name="model">The model; its parameters are of one floating-point type, single or double precision.</param>
    /// <exception cref="ArgumentException">The model has no parameters, or of mixed or other types.</exception>
    /// <exception cref="InvalidOperationException">The model has not been initialised.</exception>
    public ParameterArena(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IReadOnlyList<NamedTensor> parameters = model.Parameters;
        ScalarType = CommonType(parameters);
        (Slots, Length) = LayOut(parameters, ScalarTypes.Size(ScalarType));
        _tensors = [.. parameters.Select(static named => named.Tensor)];

        nuint bytes = (nuint)(Length * ScalarTypes.Size(ScalarType));
        _values = new NativeBlock(bytes);
        _gradients = new NativeBlock(bytes);
        for (int i = 0; i < _tensors.Length; i++)
        {
            MoveIn(_tensors[i], Slots[i]);
        }
    }

    /// <summary>The type of all elements.</summary>
    public ScalarType ScalarType { get; }

    /// <summary>Elements of either block, with the gaps between tensors.</summary>
    public long Length { get; }

    /// <summary>The parameters in the order of their place.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <summary>The address of the first value.</summary>
    public nint Values => _values.Address;

    /// <summary>The address of the first gradient.</summary>
    public nint Gradients => _gradients.Address;

    /// <summary>The address of a parameter's first value.</summary>
    public nint ValueOf(ParameterSlot slot) => Values + Offset(slot);

    /// <summary>The address of a parameter's first gradient.</summary>
    public nint GradientOf(ParameterSlot slot) => Gradients + Offset(slot);

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients() => NativeMemory.Clear((void*)Gradients, (nuint)(Length * ScalarTypes.Size(ScalarType)));

    /// <summary>
    /// Tells automatic differentiation that the values have been written to. Needed only while a graph over the old
    /// values is to be refused; a step after a finished backward pass needs nothing.
    /// </summary>
    public void MarkWritten()
    {
        foreach (ModuleTensor tensor in _tensors)
        {
            tensor.Value.MarkWritten();
        }
    }

    /// <summary>A copy of all values, gaps included.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as <see cref="ScalarType"/> says.</typeparam>
    public T[] CopyValues<T>()
        where T : unmanaged => Block<T>(Values).ToArray();

    /// <summary>Writes values back that <see cref="CopyValues{T}"/> gave.</summary>
    /// <exception cref="ArgumentException">The values are not as many as the arena's.</exception>
    public void RestoreValues<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (values.Length != Length)
        {
            throw new ArgumentException($"The arena has {Length} values, not {values.Length}.", nameof(values));
        }
        values.CopyTo(Block<T>(Values));
        MarkWritten();
    }

    /// <summary>Lets go of the blocks; they are freed once the model's tensors are disposed too.</summary>
    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }

    private static ScalarType CommonType(IReadOnlyList<NamedTensor> parameters)
    {
        ScalarType[] types = [.. parameters.Select(static named => named.Tensor.Value.ScalarType).Distinct()];
        return types is [ScalarType.Float32] or [ScalarType.Float64]
            ? types[0]
            : throw new ArgumentException(
                $"An arena takes parameters of one type, Float32 or Float64; the model has {(types.Length == 0 ? "none" : string.Join(" and ", types))}.");
    }

    private static (ParameterSlot[] Slots, long Length) LayOut(IReadOnlyList<NamedTensor> parameters, int elementSize)
    {
        int line = NativeBlock.Alignment / elementSize;
        ParameterSlot[] slots = new ParameterSlot[parameters.Count];
        long offset = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            (string name, ModuleTensor tensor) = parameters[i];
            slots[i] = new ParameterSlot(name, offset, tensor.ElementCount, tensor.Shape);
            offset += (tensor.ElementCount + line - 1) / line * line;
        }
        return (slots, offset);
    }

    private void MoveIn(ModuleTensor parameter, ParameterSlot slot)
    {
        long[] shape = [.. slot.Shape];
        Tensor value = Tensor.Alias(ValueOf(slot), shape, ScalarType, _values);
        using Tensor gradient = Tensor.Alias(GradientOf(slot), shape, ScalarType, _gradients);
        using (Engine.NoGradient())
        {
            value.CopyFrom(parameter.Value);
        }
        parameter.Replace(value);
        value.Gradient = gradient;
    }

    private nint Offset(ParameterSlot slot) => (nint)(slot.Offset * ScalarTypes.Size(ScalarType));

    private Span<T> Block<T>(nint address)
        where T : unmanaged =>
        ScalarTypes.Of<T>() == ScalarType
            ? new Span<T>((void*)address, checked((int)Length))
            : throw new InvalidOperationException($"The arena holds {ScalarType}, not {typeof(T).Name}.");
}
