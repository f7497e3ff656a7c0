using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Impetus.Torch.Native;

/// <summary>A tensor's properties, laid out as <c>impetus_tensor_description</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorDescription
{
    public const int MaximumDimensions = 12;

    public ScalarType ScalarType;
    public int Dimensions;
    public long ElementCount;
    public long Version;
    public byte IsContiguous;
    public byte RequiresGradient;
    public DimensionBuffer Shape;
    public DimensionBuffer Strides;

    [InlineArray(MaximumDimensions)]
    internal struct DimensionBuffer
    {
        private long _first;
    }
}
