using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch;

/// <summary>One parameter in an arena, and the view into the arena's gradients that is its own.</summary>
internal sealed class ArenaMember : IDisposable
{
    private readonly TorchParameter _parameter;
    private readonly Tensor _gradient;

    /// <summary>Moves a parameter in: its values are copied, and from then on it looks into the arena.</summary>
    public ArenaMember(ParameterSlot slot, TorchParameter parameter, Tensor values, Tensor gradients)
    {
        Slot = slot;
        _parameter = parameter;
        using DisposeScope scope = NewDisposeScope();
        // Dense memory keeps its order (channels last, transposed): layers chose it.
        long[] strides = TensorMemory.IsDense(parameter) ? parameter.stride() : Contiguous(parameter.shape);
        Tensor value = values.as_strided(parameter.shape, strides, slot.Offset);
        value.copy_(parameter);
        _gradient = gradients.as_strided(parameter.shape, strides, slot.Offset).DetachFromDisposeScope();
        parameter.set_(value);
        ValueAddress = TensorMemory.Address(value);
        GradientAddress = TensorMemory.Address(_gradient);
        if (parameter.grad is { } earlier)
        {
            _gradient.copy_(earlier);
        }

        Reattach();
    }

    public ParameterSlot Slot { get; }

    public nint ValueAddress { get; }

    public nint GradientAddress { get; }

    /// <summary>
    /// Sees to it that the gradient is where the arena has it: one that automatic differentiation or the caller has put in its place is
    /// copied.
    /// </summary>
    /// <returns>Whether there is a gradient.</returns>
    /// <exception cref="InvalidOperationException">The parameter has been moved, converted or disposed.</exception>
    public bool GatherGradient()
    {
        RequireInPlace();
        nint address = TensorMemory.GradientAddress(_parameter, out bool exists);
        if (exists && address != GradientAddress)
        {
            using IDisposable withoutGradient = no_grad();
            using Tensor elsewhere = _parameter.grad!;
            _gradient.copy_(elsewhere);
            _parameter.grad = _gradient;
        }

        return exists;
    }

    /// <summary>Puts the arena's gradient in place. A frozen parameter gets none.</summary>
    public void Reattach()
    {
        RequireInPlace();
        if (_parameter.requires_grad && (TensorMemory.GradientAddress(_parameter, out bool exists) != GradientAddress || !exists))
        {
            _parameter.grad = _gradient;
        }
    }

    public void MarkWritten() => TensorMemory.MarkWritten(_parameter);

    public void Dispose() => _gradient.Dispose();

    private void RequireInPlace()
    {
        if (_parameter.IsInvalid || TensorMemory.Address(_parameter) != ValueAddress)
        {
            throw new InvalidOperationException(
                $"'{Slot.Name}' is no longer in its arena: the module was moved or converted (module.to), or the parameter was replaced or disposed. Make the arena and the optimizer after that.");
        }
    }

    private static long[] Contiguous(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(shape[i], 1);
        }

        return strides;
    }
}
