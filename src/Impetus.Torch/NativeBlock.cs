using System.Runtime.InteropServices;

namespace Impetus.Torch;

/// <summary>Zeroed native memory, aligned to a cache line, that lives until its last user has let go of it.</summary>
internal sealed unsafe class NativeBlock : SafeHandle
{
    public const int Alignment = 64;

    /// <param name="bytes">Size; may be 0.</param>
    public NativeBlock(nuint bytes)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        void* memory = NativeMemory.AlignedAlloc(Math.Max(bytes, 1), Alignment);
        NativeMemory.Clear(memory, bytes);
        SetHandle((nint)memory);
    }

    public override bool IsInvalid => handle == 0;

    public nint Address => handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
