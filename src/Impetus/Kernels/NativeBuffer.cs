using System.Runtime.InteropServices;

namespace Impetus.Kernels;

/// <summary>Zeroed memory outside the managed heap, aligned to cache lines; large buffers ask for huge pages.</summary>
/// <remarks>
/// Buffers that a step reads together should not start at the same place of a page, or they push each other out of the
/// first-level cache: give each its own <c>stagger</c>.
/// </remarks>
internal sealed unsafe class NativeBuffer<TElement> : IDisposable
    where TElement : unmanaged
{
    private const int HugePage = 2 << 20;
    private const int CacheLine = 64;
    private const int StaggerBytes = 9 * CacheLine;
    private const int AdviseHugePages = 14;

    private void* _block;

    /// <summary>Room for <paramref name="length"/> elements.</summary>
    /// <param name="length">How many elements, from 0.</param>
    /// <param name="stagger">Which of the buffers that are read together this is, from 0.</param>
    public NativeBuffer(nint length, int stagger = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        nuint offset = (nuint)(stagger * StaggerBytes);
        nuint bytes = checked((nuint)length * (nuint)sizeof(TElement) + offset);
        bool isLarge = bytes >= HugePage;
        _block = NativeMemory.AlignedAlloc(bytes, isLarge ? HugePage : (nuint)CacheLine);
        if (isLarge && OperatingSystem.IsLinux())
        {
            _ = KernelAdvice.Advise(_block, bytes, AdviseHugePages);    // a wish: refusing it costs speed only
        }

        NativeMemory.Clear(_block, bytes);
        NativeMemoryUse.BytesAskedFor += (long)bytes;
        Start = (TElement*)((byte*)_block + offset);
        Length = length;
    }

    /// <summary>Frees memory that was not disposed of.</summary>
    ~NativeBuffer() => Dispose();

    /// <summary>The first element.</summary>
    public TElement* Start { get; private set; }

    /// <summary>How many elements there are.</summary>
    public nint Length { get; }

    /// <summary>The elements, of a buffer short enough for a span.</summary>
    public Span<TElement> Span => new(Start, checked((int)Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_block);
        _block = null;
        Start = null;
        GC.SuppressFinalize(this);
    }
}

/// <summary>What a thread has asked for outside the managed heap, whether or not it was freed; tests compare it with state.</summary>
internal static class NativeMemoryUse
{
    /// <summary>Bytes of all buffers that this thread has made.</summary>
    [ThreadStatic]
    internal static long BytesAskedFor;
}

/// <summary>Hints to the operating system about memory; apart, as generic types cannot import functions.</summary>
internal static unsafe partial class KernelAdvice
{
    [LibraryImport("libc", EntryPoint = "madvise")]
    public static partial int Advise(void* address, nuint length, int advice);
}
