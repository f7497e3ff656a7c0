using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Impetus.Kernels;

/// <summary>
/// An array whose first element begins at a cache line, and stays there. The scalars of a formula are vectors that a loop reads anew at
/// every coordinate; one that lies across two lines takes two reads, and makes the loop of AdamW 1.05 times as long with AVX2.
/// </summary>
internal sealed class AlignedArray<TElement>
    where TElement : struct
{
    private const int CacheLine = 64;

    private readonly TElement[] _elements;
    private readonly nint _padding;

    /// <summary>Room for <paramref name="length"/> elements, each as it is by default.</summary>
    public unsafe AlignedArray(int length)
    {
        _elements = GC.AllocateArray<TElement>(length + 1, pinned: true);    // the collector alone aligns to 8 bytes
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_elements));
        _padding = RuntimeHelpers.IsReferenceOrContainsReferences<TElement>() ? 0 : -start & (CacheLine - 1);
    }

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref TElement this[int index] => ref Unsafe.AddByteOffset(ref _elements[index], _padding);
}
