namespace Impetus.Checkpoints;

/// <summary>A tensor in a safetensors file: what its header says of it.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Type">The element type as the format spells it, such as <c>F32</c>.</param>
/// <param name="Shape">The shape, row-major; empty for a scalar.</param>
/// <param name="Start">The first byte, counted from the end of the header.</param>
/// <param name="End">The first byte after the tensor.</param>
public sealed record SafetensorsEntry(string Name, string Type, IReadOnlyList<long> Shape, long Start, long End)
{
    /// <summary>How many elements there are.</summary>
    public long Count => Shape.Contains(0) ? 0 : Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));

    /// <summary>The bytes of one element of a type that the format knows; 0 for another.</summary>
    internal static int SizeOf(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" => 1,
        _ => 0,
    };
}
