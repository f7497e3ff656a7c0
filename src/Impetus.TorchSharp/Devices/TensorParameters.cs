using Impetus.Kernels;
using Impetus.Kernels.Matrices;
using static TorchSharp.torch;

namespace Impetus.Torch;

/// <summary>
/// Tensors as the parameters of an optimizer, on whatever device they lie. Steps are carried out by libtorch, operator by
/// operator; for tensors in the memory of the process a <see cref="ParameterArena"/> with its fused loop is far faster.
/// </summary>
public sealed class TensorParameters : IDevice
{
    private readonly List<(Tensor Value, Tensor Gradient)> _tensors = [];

    private TensorParameters()
    {
    }

    /// <summary>The parameters as a set that every optimizer takes.</summary>
    /// <param name="tensors">Name, value and gradient of every parameter: single or double precision, dense, of equal shapes. They must outlive the set.</param>
    /// <exception cref="ArgumentException">Shapes, element types or names do not fit.</exception>
    public static ParameterSet Create(IEnumerable<(string Name, Tensor Value, Tensor Gradient)> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        TensorParameters device = new();
        ParameterSet parameters = new() { Device = device };
        foreach ((string name, Tensor value, Tensor gradient) in tensors)
        {
            if (!value.shape.SequenceEqual(gradient.shape) || value.dtype != gradient.dtype)
            {
                throw new ArgumentException($"'{name}' is {value}, but its gradient {gradient}.", nameof(tensors));
            }

            ElementType type = value.dtype switch
            {
                ScalarType.Float32 => ElementType.Float32,
                ScalarType.Float64 => ElementType.Float64,
                _ => throw new ArgumentException($"'{name}' is {value}; expected single or double precision.", nameof(tensors)),
            };
            parameters.AddOnDevice(name, (nint)value.numel(), type, value.shape);
            device._tensors.Add((value, gradient));
        }

        return parameters;
    }

    /// <inheritdoc/>
    GradientKernels IDevice.Gradients => new TensorGradients(_tensors);

    /// <inheritdoc/>
    StateArrays IDevice.CreateArrays(ReadOnlySpan<bool> isHeld, int count)
        => new TensorStateArrays([.. _tensors.Select(static each => each.Value)], isHeld.ToArray(), count);

    /// <inheritdoc/>
    StepKernels<TFormula> IDevice.CreateKernels<TFormula>(StateArrays arrays, int memoryArrays)
        => new TensorKernels<TFormula>(_tensors, (TensorStateArrays)arrays, memoryArrays);

    /// <inheritdoc/>
    MatrixKernels IDevice.CreateMatrixKernels(StateArrays momentum, MatrixShape[] shapes)
        => new TensorMatrixKernels(_tensors, (TensorStateArrays)momentum, shapes);
}
