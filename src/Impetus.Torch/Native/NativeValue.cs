using System.Runtime.InteropServices;

namespace Impetus.Torch.Native;

/// <summary>What a <see cref="NativeValue"/> carries; the numbers are those of <c>impetus_tag</c>.</summary>
internal enum ValueTag
{
    None = 0,
    Tensor = 1,
    Integer = 2,
    Real = 3,
    Boolean = 4,
    Integers = 5,
    Reals = 6,
    Booleans = 7,
    Tensors = 8,
    Text = 9,
    Default = 10,
}

/// <summary>One argument or result of an operator, laid out as <c>impetus_value</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)]
    public ValueTag Tag;

    /// <summary>Elements of a list, bytes of a text.</summary>
    [FieldOffset(4)]
    public int Count;

    /// <summary>The integer, the boolean, or the bits of the real number.</summary>
    [FieldOffset(8)]
    public long Bits;

    /// <summary>The tensor's handle or the address of a list's elements.</summary>
    [FieldOffset(8)]
    public nint Pointer;
}
