using System.Runtime.InteropServices;
using Impetus.Torch.Native;

namespace Impetus.Torch;

public sealed unsafe partial class Tensor
{
    /// <summary>A tensor whose elements are not set.</summary>
    public static Tensor Empty(ReadOnlySpan<long> shape, ScalarType type = ScalarType.Float32)
    {
        fixed (long* lengths = shape)
        {
            NativeMethods.Check(NativeMethods.Empty(lengths, shape.Length, type, out nint created));
            return new(created);
        }
    }

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(ReadOnlySpan<long> shape, ScalarType type = ScalarType.Float32) => Full(shape, 0, type);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(ReadOnlySpan<long> shape, ScalarType type = ScalarType.Float32) => Full(shape, 1, type);

    /// <summary>A tensor with the same value everywhere.</summary>
    public static Tensor Full(ReadOnlySpan<long> shape, double value, ScalarType type = ScalarType.Float32)
    {
        Tensor tensor = Empty(shape, type);
        tensor.Fill(value);
        return tensor;
    }

    /// <summary>A scalar.</summary>
    public static Tensor Scalar(double value, ScalarType type = ScalarType.Float32) => Full([], value, type);

    /// <summary>A tensor with a copy of the data, in row-major order; without a shape it has one dimension.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements than the data.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> data, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ReadOnlySpan<long> actual = shape.IsEmpty ? [data.Length] : shape;
        ThrowIfCountDiffers(actual, data.Length);
        Tensor tensor = Empty(actual, ScalarTypes.Of<T>());
        data.CopyTo(tensor.Elements<T>());
        return tensor;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, ReadOnlySpan{long})"/>
    public static Tensor From<T>(T[] data, params ReadOnlySpan<long> shape)
        where T : unmanaged => From((ReadOnlySpan<T>)data, shape);

    /// <summary>A tensor over an array without a copy; the array stays pinned until libtorch has dropped it.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements than the array.</exception>
    public static Tensor Alias<T>(T[] data, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        ThrowIfCountDiffers(shape, data.Length);
        GCHandle pin = GCHandle.Alloc(data, GCHandleType.Pinned);
        return Alias(pin.AddrOfPinnedObject(), shape, ScalarTypes.Of<T>(), pin);
    }

    /// <summary>
    /// A tensor over native memory without a copy. The owner is kept from releasing the memory until libtorch has dropped
    /// its last reference to it, even if it is disposed before.
    /// </summary>
    /// <param name="data">The first element.</param>
    /// <param name="shape">The shape of a row-major tensor that lies within the owner's memory.</param>
    /// <param name="type">The type of the elements.</param>
    /// <param name="owner">Whoever releases the memory.</param>
    public static Tensor Alias(nint data, ReadOnlySpan<long> shape, ScalarType type, SafeHandle owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        bool added = false;
        owner.DangerousAddRef(ref added);
        return Alias(data, shape, type, GCHandle.Alloc(owner));
    }

    /// <summary>
    /// The tensor's memory, without a copy; valid as long as this tensor lives. After writing to the memory of a tensor
    /// that takes part in automatic differentiation, call <see cref="MarkWritten"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The elements are of another type, or not contiguous.</exception>
    public Span<T> Span<T>()
        where T : unmanaged => Elements<T>();

    /// <summary>The address of the first element; valid as long as this tensor lives.</summary>
    public nint DataPointer
    {
        get
        {
            NativeMethods.Check(NativeMethods.Data(Handle, out nint data));
            GC.KeepAlive(this);
            return data;
        }
    }

    /// <summary>A copy of the elements in row-major order, whatever their order in memory.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        if (IsContiguous)
        {
            return Elements<T>().ToArray();
        }
        using Tensor contiguous = Contiguous();
        return contiguous.Elements<T>().ToArray();
    }

    /// <summary>Sets every element.</summary>
    public void Fill(double value) => Operators.Fill.Run(this, value);

    /// <summary>Copies the elements of another tensor into this one's memory.</summary>
    public void CopyFrom(Tensor source) => Operators.Copy.Run(this, source);

    /// <summary>The value of a tensor with one element.</summary>
    /// <exception cref="TorchException">The tensor has more than one element, or none.</exception>
    public double Item()
    {
        NativeMethods.Check(NativeMethods.Item(Handle, out double value));
        GC.KeepAlive(this);
        return value;
    }

    /// <summary>
    /// Tells automatic differentiation that the memory was written to through a span or a pointer, so that a backward
    /// pass which needs the old values fails instead of being wrong.
    /// </summary>
    public void MarkWritten()
    {
        NativeMethods.Check(NativeMethods.IncrementVersion(Handle));
        GC.KeepAlive(this);
    }

    private static Tensor Alias(nint data, ReadOnlySpan<long> shape, ScalarType type, GCHandle owner)
    {
        nint created;
        int status;
        fixed (long* lengths = shape)
        {
            void* context = (void*)GCHandle.ToIntPtr(owner);
            status = NativeMethods.Alias((void*)data, lengths, shape.Length, type, &ReleaseOwner, context, out created);
        }
        if (status != NativeMethods.StatusOk)
        {
            ReleaseOwner(owner);
        }
        NativeMethods.Check(status);
        return new(created);
    }

    [UnmanagedCallersOnly]
    private static void ReleaseOwner(void* context) => ReleaseOwner(GCHandle.FromIntPtr((nint)context));

    private static void ReleaseOwner(GCHandle owner)
    {
        (owner.Target as SafeHandle)?.DangerousRelease();
        owner.Free();
    }

    private static void ThrowIfCountDiffers(ReadOnlySpan<long> shape, int count)
    {
        long expected = 1;
        foreach (long length in shape)
        {
            expected *= length;
        }
        if (expected != count)
        {
            throw new ArgumentException(
                $"The shape [{string.Join(", ", shape.ToArray())}] has {expected} elements, the data {count}.");
        }
    }

    private Span<T> Elements<T>()
        where T : unmanaged
    {
        TensorDescription description = Describe();
        if (description.ScalarType != ScalarTypes.Of<T>())
        {
            throw new InvalidOperationException($"The tensor has elements of type {description.ScalarType}, not {typeof(T).Name}.");
        }
        if (description.IsContiguous == 0)
        {
            throw new InvalidOperationException("The tensor is not contiguous in memory; use Contiguous() or ToArray().");
        }
        return new Span<T>((void*)DataPointer, checked((int)description.ElementCount));
    }
}
