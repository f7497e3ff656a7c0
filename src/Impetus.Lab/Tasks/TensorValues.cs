using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>Numbers of the program as tensors of the engine, and back, each by one copy.</summary>
internal static class TensorValues
{
    /// <summary>Copies values, in row-major order, to a new tensor; without a shape it has one dimension.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor Copy<T>(ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        Tensor tensor = empty(shape.Length == 0 ? [values.Length] : shape, dtype: TypeOf<T>());
        if (tensor.numel() != values.Length)
        {
            tensor.Dispose();
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] has another number of elements than the {values.Length} values.", nameof(shape));
        }

        MemoryMarshal.AsBytes(values).CopyTo(tensor.bytes);
        return tensor;
    }

    /// <summary>Copies a tensor's values in row-major order.</summary>
    /// <exception cref="ArgumentException">The tensor holds another type.</exception>
    public static T[] ToArray<T>(this Tensor tensor)
        where T : unmanaged
    {
        if (tensor.dtype != TypeOf<T>())
        {
            throw new ArgumentException($"The tensor holds {tensor.dtype}, not {typeof(T).Name}.", nameof(tensor));
        }

        using Tensor ordered = tensor.contiguous();
        return MemoryMarshal.Cast<byte, T>(ordered.bytes).ToArray();
    }

    private static ScalarType TypeOf<T>() =>
        typeof(T) == typeof(float) ? ScalarType.Float32
        : typeof(T) == typeof(double) ? ScalarType.Float64
        : typeof(T) == typeof(long) ? ScalarType.Int64
        : throw new NotSupportedException($"There is no tensor of {typeof(T).Name} here.");
}
