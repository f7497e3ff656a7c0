using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <summary>
/// An n-dimensional array of libtorch on the CPU, with automatic differentiation. A tensor holds native memory: dispose
/// it, or let a <see cref="DisposeScope"/> do so.
/// </summary>
public sealed unsafe partial class Tensor : IDisposable
{
    private static long _liveCount;

    private nint _handle;

    /// <summary>Takes over the reference that the handle owns.</summary>
    internal Tensor(nint handle)
    {
        _handle = handle;
        Interlocked.Increment(ref _liveCount);
        DisposeScope.Current?.Add(this);
    }

    /// <summary>Releases the native memory of a tensor that was never disposed.</summary>
    ~Tensor() => Release();

    internal static long LiveCount => Interlocked.Read(ref _liveCount);

    internal DisposeScope? Scope { get; set; }

    internal int ScopeIndex { get; set; }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>The length of every dimension; empty for a scalar.</summary>
    public long[] Shape
    {
        get
        {
            TensorDescription description = Describe();
            return ((ReadOnlySpan<long>)description.Shape)[..description.Dimensions].ToArray();
        }
    }

    /// <summary>Steps in memory, in elements, from one index to the next of every dimension.</summary>
    public long[] Strides
    {
        get
        {
            TensorDescription description = Describe();
            return ((ReadOnlySpan<long>)description.Strides)[..description.Dimensions].ToArray();
        }
    }

    /// <summary>The number of dimensions.</summary>
    public int Dimensions => Describe().Dimensions;

    /// <summary>The number of elements.</summary>
    public long ElementCount => Describe().ElementCount;

    /// <summary>The type of the elements.</summary>
    public ScalarType ScalarType => Describe().ScalarType;

    /// <summary>Whether the elements lie in memory in row-major order without gaps.</summary>
    public bool IsContiguous => Describe().IsContiguous != 0;

    /// <summary>Counts the writes into the tensor's memory, as automatic differentiation sees them.</summary>
    public long Version => Describe().Version;

    /// <summary>Releases the reference to the native memory. A disposed tensor refuses every use.</summary>
    public void Dispose()
    {
        Scope?.Remove(this);
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the tensor out of every scope: from now on it lives until it is disposed.</summary>
    /// <returns>This tensor.</returns>
    public Tensor KeepOutOfScopes()
    {
        Scope?.Remove(this);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        _handle == 0 ? "a disposed tensor" : $"{ScalarType} [{string.Join(", ", Shape)}]";

    private TensorDescription Describe()
    {
        TensorDescription description;
        NativeMethods.Check(NativeMethods.Describe(Handle, &description));
        GC.KeepAlive(this);
        return description;
    }

    private void Release()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            NativeMethods.Release(handle);
            Interlocked.Decrement(ref _liveCount);
        }
    }
}
